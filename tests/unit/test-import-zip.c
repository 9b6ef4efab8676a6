/* SPDX-License-Identifier: MIT */
/* Archives of Word documents: one file is read or replaced, and damage is noticed. */
#include "import/zip.h"

#include <string.h>

static void put(GByteArray *into, guint32 value, guint size)
{
    for (guint i = 0; i < size; i++) {
        const guint8 byte = (guint8)(value >> (8 * i));
        g_byte_array_append(into, &byte, 1);
    }
}

/* An archive with one stored file "a", which its directory names `times`. */
static GBytes *archive_new(const char *text, guint times)
{
    GByteArray *into = g_byte_array_new();
    const guint32 size = (guint32)strlen(text);

    put(into, 0x04034b50, 4);
    for (guint i = 0; i < 7; i++)
        put(into, 0, 2);
    put(into, size, 4);
    put(into, size, 4);
    put(into, 1, 4);
    g_byte_array_append(into, (const guint8 *)"a", 1);
    g_byte_array_append(into, (const guint8 *)text, size);
    const guint32 directory = into->len;
    for (guint i = 0; i < times; i++) {
        put(into, 0x02014b50, 4);
        for (guint k = 0; k < 8; k++)
            put(into, 0, 2);
        put(into, size, 4);
        put(into, size, 4);
        put(into, 1, 4);
        for (guint k = 0; k < 7; k++)
            put(into, 0, 2);
        g_byte_array_append(into, (const guint8 *)"a", 1);
    }
    put(into, 0x06054b50, 4);
    put(into, 0, 4);
    put(into, times, 2);
    put(into, times, 2);
    put(into, into->len - directory, 4);
    put(into, directory, 4);
    put(into, 0, 2);
    return g_byte_array_free_to_bytes(into);
}

static void test_replace(void)
{
    g_autoptr(GBytes) archive = archive_new("one", 1);
    gsize length;
    const char *bytes = g_bytes_get_data(archive, &length);
    g_autofree char *before = zip_text(bytes, length, "a", 3);
    g_autoptr(GBytes) other = zip_replace(bytes, length, "a", "another one");
    const char *changed = g_bytes_get_data(other, &length);
    g_autofree char *after = zip_text(changed, length, "a", 100);
    g_autofree char *longer = zip_text(changed, length, "a", 3);

    g_assert_cmpstr(before, ==, "one");
    g_assert_cmpstr(after, ==, "another one");
    g_assert_null(longer);
}

/* Files that lie upon each other would take 64 GB. */
static void test_overlap(void)
{
    g_autofree char *text = g_strnfill(1 << 20, 'x');
    g_autoptr(GBytes) archive = archive_new(text, 65000);
    gsize length;
    const char *bytes = g_bytes_get_data(archive, &length);
    g_autoptr(GBytes) other = zip_replace(bytes, length, "b", "");

    g_assert_null(other);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/import/zip/replace", test_replace);
    g_test_add_func("/import/zip/overlap", test_overlap);
    return g_test_run();
}

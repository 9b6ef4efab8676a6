/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the tag files of a bag, which are separated by bytes of 1: bagit.txt, manifest-md5.txt,
 * manifest-sha512.txt, tagmanifest-md5.txt, bag-info.txt (and package-info.txt), fetch.txt. Whatever they
 * are, they are read or refused, and no message has a control character in it.
 */
#include "archive/items-package.h"
#include "archive/verification.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

static void item_add(BagItems *items, const char *path, const char *bytes, gsize length)
{
    BagItem *item = g_new0(BagItem, 1);

    item->path = g_strdup(path);
    item->kind = bytes ? ITEM_FILE : ITEM_FOLDER;
    item->bytes = length;
    item->text = bytes ? g_malloc(length + 1) : NULL;
    if (bytes) {
        memcpy(item->text, bytes, length);
        item->text[length] = '\0';
    }
    g_ptr_array_add(items->all, item);
}

static void tag_files_add(BagItems *items, const char *bytes, gsize size)
{
    static const char *const names[] = {"bagit.txt",           "manifest-md5.txt", "manifest-sha512.txt",
                                        "tagmanifest-md5.txt", "bag-info.txt",     "fetch.txt"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *end = size > 0 ? memchr(bytes, 1, size) : NULL;
        const gsize length = end ? (gsize)(end - bytes) : size;
        if (i == 0 || length > 0)
            item_add(items, names[i], bytes, length);
        if (i == 4 && length > 0)
            item_add(items, "package-info.txt", bytes, length);
        bytes += end ? length + 1 : length;
        size -= end ? length + 1 : length;
    }
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static const char *const payload[] = {"data/a.txt",     "data/50%.txt",
                                          "data/a\nb",      "data/\xe4\xbc\x9a/b c",
                                          "data/n\xcc\x83", "data/\xb5\xb6"};
    g_autoptr(BagItems) items = items_new("bag", -1);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GString) text = g_string_new(NULL);
    VerifySummary summary = {0};

    items->is_package = TRUE; /* nothing is to be read from a disk */
    item_add(items, "data", NULL, 0);
    item_add(items, "data/\xe4\xbc\x9a", NULL, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(payload); i++)
        item_add(items, payload[i], "x", i % 2);
    tag_files_add(items, (const char *)data, size);
    items_order(items);
    g_assert_true(items_verify(items, NULL, diagnostics, &summary, NULL));
    g_assert_true(summary.files == G_N_ELEMENTS(payload) && summary.bytes == G_N_ELEMENTS(payload) / 2);
    g_free(summary.version);
    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, text);
    g_assert_true(g_utf8_validate(text->str, -1, NULL));
    for (const char *p = text->str; *p; p++)
        g_assert_true(!g_ascii_iscntrl(*p) || *p == '\n');
    return 0;
}

/* SPDX-License-Identifier: MIT */
#include "search/texts.h"

#include <string.h>

/* Two entries with a body of 8 bytes each: room for 74. */
static Texts *texts_of_two(Source *source, Entry *entries, GPtrArray *list)
{
    for (guint i = 0; i < 2; i++) {
        entries[i] = (Entry){.source = source, .body = source->length - 8};
        g_ptr_array_add(list, &entries[i]);
    }
    GError *error = NULL;
    Texts *texts = texts_new(list, g_get_tmp_dir(), &error);
    g_assert_no_error(error);
    return texts;
}

static void expect_text(Texts *texts, const char *put, gsize length, const char *wanted)
{
    g_autoptr(GString) got = g_string_new(NULL);

    g_assert_true(texts_put(texts, 0, put, length, NULL));
    g_assert_true(texts_read(texts, 0, got, NULL));
    g_assert_cmpmem(got->str, got->len, wanted, strlen(wanted));
}

static void test_texts(void)
{
    static const char body[] = "---\n---\n12345678";
    g_autoptr(Source) source = source_new_take("a.md", g_strdup(body), strlen(body));
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    Entry entries[2];
    g_autoptr(Texts) texts = texts_of_two(source, entries, list);
    g_autofree char *wide = g_strnfill(200, 'a');
    g_autofree char *cut = g_strndup(wide, 74);
    g_autoptr(GString) got = g_string_new(NULL);

    g_assert_true(texts_put(texts, 1, "neighbour", 9, NULL));
    g_assert_cmpint(texts_state(texts, 0), ==, TEXT_MISSING);
    expect_text(texts, "停水", 6, "停水");
    expect_text(texts, wide, 200, cut);
    memcpy(wide + 72, "停", 3);
    cut[72] = '\0';
    expect_text(texts, wide, 200, cut);
    g_assert_cmpint(texts_state(texts, 0), ==, TEXT_THERE);
    texts_leave_out(texts, 0);
    g_assert_cmpint(texts_state(texts, 0), ==, TEXT_LEFT_OUT);
    g_assert_true(texts_read(texts, 1, got, NULL));
    g_assert_cmpstr(got->str, ==, "neighbour");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search/texts", test_texts);
    return g_test_run();
}

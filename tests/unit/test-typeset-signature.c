/* SPDX-License-Identifier: MIT */
/* Who signs a text and when, apart from the text. */
#include "typeset/blocks.h"

#include <glib.h>
#include <string.h>

static char *kept(const char *text, MarkdownPart part, const char *otherwise)
{
    guint line;
    g_autoptr(GError) error = NULL;
    g_autoptr(Blocks) blocks = blocks_read(text, strlen(text), &line, &error);
    GString *into = g_string_new(NULL);

    g_assert_no_error(error);
    blocks_keep(blocks, part, otherwise);
    for (guint i = 0; i < blocks->list->len; i++) {
        const Block *block = &g_array_index(blocks->list, Block, i);
        if (block->kind == BLOCK_PARAGRAPH)
            g_string_append_printf(into, "%s%s", into->len > 0 ? "|" : "", block->text.text);
    }
    return g_string_free(into, FALSE);
}

typedef struct {
    const char *markdown, *text, *signature;
} Case;

static void test_parts(void)
{
    static const Case cases[] = {
        {"停水一天。\n\n梧桐里社区居民委员会  \n2025年11月17日\n", "停水一天。",
         "梧桐里社区居民委员会\xe2\x80\xa8"
         "2025年11月17日"},
        {"停水一天。\n\n梧桐里社区居民委员会\n\n二〇二五年十一月十七日\n", "停水一天。",
         "梧桐里社区居民委员会|二〇二五年十一月十七日"},
        {"No water.\n\nAlder Court Residents’ Committee\\\n18 November 2025\n", "No water.",
         "Alder Court Residents’ Committee\xe2\x80\xa8"
         "18 November 2025"},
        {"No water.\n\nThe Committee\\\nNovember 18, 2025\n", "No water.",
         "The Committee\xe2\x80\xa8"
         "November 18, 2025"},
        /* Sentences are none, whatever they end with. */
        {"停水一天。\n\n来水后水可能发黄，先放几分钟。\n", "停水一天。|来水后水可能发黄，先放几分钟。",
         "居委会"},
        {"No water.\n\nBack on 19 November 2025 in the evening\n",
         "No water.|Back on 19 November 2025 in the evening", "居委会"},
        {"2025年11月17日\n", "2025年11月17日", "居委会"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = kept(cases[i].markdown, MARKDOWN_TEXT, "居委会");
        g_autofree char *signature = kept(cases[i].markdown, MARKDOWN_SIGNATURE, "居委会");
        g_assert_cmpstr(text, ==, cases[i].text);
        g_assert_cmpstr(signature, ==, cases[i].signature);
    }
}

static void test_whole(void)
{
    g_autofree char *whole = kept("停水一天。\n\n居民委员会  \n2025年11月17日\n", MARKDOWN_WHOLE, "居委会");
    g_assert_cmpstr(whole, ==,
                    "停水一天。|居民委员会\xe2\x80\xa8"
                    "2025年11月17日");
}

static void test_otherwise(void)
{
    g_autofree char *lines = kept("", MARKDOWN_SIGNATURE, "居委会\n\n 2025年11月17日 ");
    g_autofree char *day = kept("停水一天。\n\n党委、居委会\n", MARKDOWN_SIGNATURE, "居委会\n2025年11月17日");
    g_autofree char *none = kept("停水一天。", MARKDOWN_SIGNATURE, NULL);

    g_assert_cmpstr(lines, ==, "居委会|2025年11月17日");
    g_assert_cmpstr(day, ==, "党委、居委会|2025年11月17日");
    g_assert_cmpstr(none, ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/typeset/signature/parts", test_parts);
    g_test_add_func("/typeset/signature/whole", test_whole);
    g_test_add_func("/typeset/signature/otherwise", test_otherwise);
    return g_test_run();
}

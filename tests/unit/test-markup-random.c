/* SPDX-License-Identifier: MIT */

/* Random texts: where no CJK stands beside a delimiter run, a line break or a URL, the HTML is cmark-gfm's
 * own; and whatever the text, its words come out as they went in. */

#include "escape/escape.h"
#include "markup-render.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/syntax_extension.h>

#define ROUNDS 20000
#define SEED 20250629

static char *random_text(GRand *random, const char *const *words, gsize count, guint length)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < length; i++)
        g_string_append(text, words[g_rand_int_range(random, 0, (gint32)count)]);
    return g_string_free(text, FALSE);
}

static int holds_text(cmark_syntax_extension *table G_GNUC_UNUSED, cmark_node *node)
{
    return strcmp(cmark_node_get_type_string(node), "table_cell") == 0;
}

/* The same options and extensions, without anything of ours. Newly allocated. */
static char *cmark_render(const char *text)
{
    static const char *const EXTENSIONS[] = {"table", "strikethrough", "autolink", "tagfilter", "tasklist"};

    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8 |
                                            CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    for (gsize i = 0; i < G_N_ELEMENTS(EXTENSIONS); i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(EXTENSIONS[i]));
    cmark_parser_feed(parser, text, strlen(text));
    cmark_syntax_extension *table = cmark_find_syntax_extension("table");
    cmark_contains_inlines_func ours = table->contains_inlines_func;
    cmark_syntax_extension_set_contains_inlines_func(table, holds_text);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_syntax_extension_set_contains_inlines_func(table, ours);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT, NULL);
    char *copy = g_strdup(html);
    cmark_get_default_mem_allocator()->free(html);
    cmark_node_free(root);
    cmark_parser_free(parser);
    return copy;
}

static void assert_as_cmark(const char *const *words, gsize count)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);

    for (guint i = 0; i < ROUNDS; i++) {
        g_autofree char *text = random_text(random, words, count, (guint)g_rand_int_range(random, 1, 40));
        g_autofree char *expected = cmark_render(text);
        g_autofree char *rendered = markup_render(text, FALSE, NULL);
        g_autofree char *html = markup_strip_heading_ids(rendered);
        if (strcmp(html, expected) != 0)
            g_test_message("%s", text);
        g_assert_cmpstr(html, ==, expected);
    }
}

static void test_without_cjk(void)
{
    static const char *const WORDS[] = {
        "*",
        "**",
        "_",
        "__",
        "***",
        "~~",
        "~",
        "~~~",
        "a",
        "é",
        "“",
        "”",
        "—",
        " ",
        "  \n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "[",
        "]",
        "![",
        "](u)",
        "](<v> ",
        "`",
        "``",
        "```\n",
        "|",
        "|-|\n",
        "\n    ",
        "<b>",
        "<!--",
        "-->",
        "\\",
        "&amp;",
        ".",
        "(",
        ")",
        "🎉",
        "\"",
        "a@b.c",
        "http://a.b/ ",
        "www.a.b ",
        "[r]: u\n\n",
        "[r]",
        "\t",
        "\r\n",
        "\u00a0",
        "\ufe0f",
        ":",
        "w",
        "---\n",
        "&commat;",
        "\u0301",
    };
    assert_as_cmark(WORDS, G_N_ELEMENTS(WORDS));
}

static void test_with_cjk_apart(void)
{
    static const char *const WORDS[] = {
        "a中文b", "x，y", "y。z", "a한b", "“",     "”",         "*",
        "**",     "_",    "__",   "~~",   "a",     " ",         "(",
        ")",      "[",    "](u",  ")",    "`",     "\\",        ".",
        "\n\n",   "> ",   "- ",   "|",    "x\n",   "\n|-|-|\n", "%(1+2), w/w. ",
        "a中b",   "<b>",  "ww ",  ":",    "```\n", "é",         "&amp;",
    };
    assert_as_cmark(WORDS, G_N_ELEMENTS(WORDS));
}

static char *letters_of(const char *html)
{
    GString *letters = g_string_new(NULL);
    gboolean tag = FALSE;

    for (const char *p = html; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        tag = c == '<' || (tag && c != '>');
        if (!tag && g_unichar_isalpha(c) && c >= 0x80)
            g_string_append_unichar(letters, c);
    }
    return g_string_free(letters, FALSE);
}

/* Nothing is put into the text for our purposes, and nothing gets lost. */
static void test_words_stay(void)
{
    static const char *const WORDS[] = {
        "中", "文",           "“",       "”",      "（",     "）",     "。",   "*",    "**",
        "_",  "文~~",         "`文",     " ",      "a",      "\n",     "\n- ", "\n> ", "\n\n",
        "|",  "字\U000e0100", "“\ufe01", "\uf8ff", "\u2060", "\u200b",
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);

    for (guint i = 0; i < ROUNDS; i++) {
        g_autofree char *text = random_text(random, WORDS, G_N_ELEMENTS(WORDS), 30);
        g_autofree char *html = markup_render(text, FALSE, NULL);
        g_autofree char *expected = letters_of(text);
        g_autofree char *letters = letters_of(html);
        g_assert_cmpstr(letters, ==, expected);
        g_assert_true(g_utf8_validate(html, -1, NULL));
        static const char *const KEPT[] = {"\uf8ff", "\u2060", "\u200b", "“"};
        for (gsize k = 0; k < G_N_ELEMENTS(KEPT); k++) {
            g_auto(GStrv) before = g_strsplit(text, KEPT[k], -1), after = g_strsplit(html, KEPT[k], -1);
            g_assert_cmpuint(g_strv_length(before), ==, g_strv_length(after));
        }
    }
}

/* Nothing, what looks like an end of the attribute, or the address as it is. */
static char *resolve_badly(void *data G_GNUC_UNUSED, const char *url, gboolean image,
                           guint line G_GNUC_UNUSED)
{
    static const char *const ANSWERS[] = {"", "\"><script>", "'<!--", NULL};
    return g_strdup(ANSWERS[(strlen(url) + (image ? 1 : 0)) % G_N_ELEMENTS(ANSWERS)]);
}

/* An element of its own for some. */
static char *show_some(void *data G_GNUC_UNUSED, const MarkupPicture *picture)
{
    g_autofree char *alt = g_markup_escape_text(picture->alt, -1);
    return strlen(picture->url) % 2 ? g_strdup_printf("<img alt=\"%s\">", alt) : NULL;
}

/* The pages that show a text need not be followed through it (ESCAPE_CLOSED_MARKUP). */
static void test_closed(void)
{
    static const char *const WORDS[] = {
        "*",
        "**",
        "~~",
        "中",
        "a",
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "- [x] ",
        "[",
        "]",
        "![",
        "](u)",
        "](uu ",
        "](<v> \"",
        "\")",
        "`",
        "```\n",
        "```gallery \"<\n",
        "\n1.jpg ",
        "\n![\"](<.svg \"'\")\n",
        "```a\"<\n",
        "|",
        "\n|-|\n",
        "\n    ",
        "<b>",
        "<!--",
        "<script>",
        "<svg a='",
        "\"",
        "'",
        "-->",
        "<![CDATA[",
        "<?",
        "\\",
        "&lt;",
        "&",
        "[^1]",
        "[^1]: ",
        "# ",
        "<",
        ">",
        "a@b.c",
        "www.a.b ",
        "http://a.b/<\"",
    };
    static const MarkupTarget TARGET = {.resolve = resolve_badly,
                                        .image = show_some,
                                        .prefix = "\"<p>",
                                        .base = "'\"<b",
                                        .footnote_label = "\"><svg>",
                                        .done_label = "\"<",
                                        .to_do_label = "</input>"};
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    Escaper *escaper = escaper_new(NULL);

    for (guint i = 0; i < ROUNDS; i++) {
        g_autofree char *text =
            random_text(random, WORDS, G_N_ELEMENTS(WORDS), (guint)g_rand_int_range(random, 1, 40));
        g_autofree char *html = markup_render(text, FALSE, &TARGET);
        Context context = escape_start(ESCAPE_HTML);
        EscapeProblem problem;
        g_assert_true(escape_text(escaper, &context, html, strlen(html), &problem));
        g_assert_cmpuint(context, ==, escape_start(ESCAPE_HTML));
    }
    escaper_free(escaper);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markup/random/without-cjk", test_without_cjk);
    g_test_add_func("/markup/random/with-cjk-apart", test_with_cjk_apart);
    g_test_add_func("/markup/random/words-stay", test_words_stay);
    g_test_add_func("/markup/random/closed", test_closed);
    return g_test_run();
}

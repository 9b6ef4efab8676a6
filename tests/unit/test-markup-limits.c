/* SPDX-License-Identifier: MIT */

/* No text takes long: it is rendered in time, or refused with a reason and a line. */

#include "markup-render.h"
#include "markup/limit.h"

/* Far more than any of these takes, even under the sanitizers. */
#define SECONDS 60

static char *repeat(const char *text, gsize bytes)
{
    GString *string = g_string_sized_new(bytes);

    while (string->len + strlen(text) <= bytes)
        g_string_append(string, text);
    return g_string_free(string, FALSE);
}

/* NULL, or why the text is refused; then `line` is where. */
static char *render_in_time(const char *text, guint *line)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) html = g_string_new(NULL);
    gint64 start = g_get_monotonic_time();
    g_autoptr(Document) document = document_parse(text, strlen(text), NULL, line, &error);

    if (document != NULL) {
        document_render(document, NULL, html);
        g_free(document_excerpt(document, 100));
        g_assert_true(strstr(html->str, "end") != NULL || strstr(html->str, "raw HTML omitted") != NULL);
    }
    g_assert_cmpint(g_get_monotonic_time() - start, <, SECONDS * G_USEC_PER_SEC);
    if (document != NULL)
        return NULL;
    g_assert_error(error, MARKUP_ERROR, MARKUP_ERROR_LIMIT);
    return g_strdup(error->message);
}

static void test_repeated(gconstpointer unit)
{
    g_autofree char *units = repeat(unit, LIMIT_BYTES / 4);
    g_autofree char *text = g_strconcat(units, "\n\nend", NULL);
    g_autofree char *reason = render_in_time(text, NULL);
    g_test_message("%s", reason != NULL ? reason : "rendered");
}

static void test_halves(gconstpointer data)
{
    const char *const *pair = data;
    g_autofree char *first = repeat(pair[0], LIMIT_BYTES / 8);
    g_autofree char *second = repeat(pair[1], LIMIT_BYTES / 8);
    g_autofree char *text = g_strconcat(first, second, "\n\nend", NULL);
    g_autofree char *reason = render_in_time(text, NULL);
    g_test_message("%s", reason != NULL ? reason : "rendered");
}

static void assert_refused(const char *text, guint line, const char *reason)
{
    guint where = 0;
    g_autofree char *given = render_in_time(text, &where);

    g_assert_cmpstr(given, ==, reason);
    g_assert_cmpuint(where, ==, line);
}

static void assert_rendered(const char *text)
{
    g_autofree char *ended = g_strconcat(text, "\n\nend", NULL);
    g_autofree char *reason = render_in_time(ended, NULL);
    g_assert_cmpstr(reason, ==, NULL);
}

static void test_bytes(void)
{
    g_autofree char *most = repeat("字", LIMIT_BYTES - strlen("\n\nend"));
    g_autofree char *more = g_strconcat(most, "\n\nend, and more", NULL);

    assert_rendered(most);
    assert_refused(more, 1, "a text of more than 1 MB");
}

static void test_depth(void)
{
    g_autofree char *most = repeat("> ", 2 * (LIMIT_DEPTH - 2));
    g_autofree char *deep = g_strconcat("甲\n\n", most, "a", NULL);
    g_autofree char *deeper = g_strconcat("甲\n\n", most, "> a", NULL);
    g_autofree char *lists = repeat("+ ", 2 * LIMIT_DEPTH);

    assert_rendered(deep);
    assert_refused(deeper, 3, "quotes and lists nested more than 100 deep");
    assert_refused(lists, 1, "quotes and lists nested more than 100 deep");
}

static void test_columns(void)
{
    g_autofree char *most = repeat("|-", 2 * (LIMIT_COLUMNS - 1));
    g_autofree char *wide = g_strconcat(most, "|\n", most, "|\n", most, "|\n", NULL);
    g_autofree char *wider = g_strconcat(wide, "a|", most, "|\n", NULL);

    assert_rendered(wide);
    assert_refused(wider, 4, "a line with more than 256 bars (|)");
}

static void test_cells(void)
{
    g_autofree char *row = repeat("|-", 200);
    g_autofree char *rows = repeat("a\n", 2 * 3000);
    g_autofree char *text = g_strconcat(row, "\n", row, "\n", rows, NULL);

    assert_refused(text, 2002, "tables of more than 200000 cells");
}

static void test_paragraph(void)
{
    g_autofree char *images = repeat("![[]()", 200000);
    g_autofree char *text = g_strconcat("甲\n\n乙\n", images, "\n\n丙\n", NULL);
    g_autofree char *code = g_strconcat("```\n", images, "\n```\n", NULL);

    assert_refused(text, 3, "a paragraph with too many images, tags, addresses or marks of emphasis");
    assert_rendered(code);
}

static void test_header(void)
{
    g_autofree char *rows = repeat("|-|-|\n|-|\n", 60000);
    g_autofree char *text = g_strconcat("甲|乙|丙|\n", rows, NULL);
    guint line;
    g_autofree char *reason = render_in_time(text, &line);

    g_assert_cmpstr(reason, ==, "a paragraph with too many lines like the second of a table");
    g_assert_cmpuint(line, >, 500);
}

int main(int argc, char **argv)
{
    /* From cmark's own pathological tests, the advisories of later versions, and a search. */
    static const char *const UNITS[] = {
        "*a **a ",
        "中*_~~",
        "中*~~_",
        "~~中_*",
        "a_ ",
        "_a ",
        "a]",
        "[a",
        "*a_ ",
        "a**b c* ",
        "[ a_",
        "[ (](",
        "[",
        "![l",
        "![[]()",
        "> ",
        "* ",
        "1. ",
        "[a](<b",
        "[a](b",
        "<?",
        " <?",
        " <!A",
        " <![CDATA[",
        " <!--",
        "<a ",
        "&",
        "\\",
        "~~a ",
        "*_",
        "_*_ ",
        "|",
        "|a",
        "|-|\n",
        "a\n-|\n",
        "a|b\n",
        "[a]: b\n",
        "[a]: b\n===\n",
        "a@b.c ",
        "x@y.z,",
        "mailto:a@b.c ",
        "www._",
        "www.(",
        "www.a.b/",
        "http://a.b/",
        "http://a)",
        "://",
        "[^a]",
        "[^a]: b\n\n",
        "- a\n",
        "> a\n",
        ">\n",
        "# a\n\n",
        "`a``b",
        "**“",
        "”**中",
        "中*_",
        "~~“",
        "中",
        "a\u0301",
        "👨\u200d",
        "\n",
        "<b ",
        "a\\\n",
        "aaa\rbbb\n-\v\n",
    };
    static const char *const HALVES[][2] = {
        {"[", "]"},           {"> ", "\n>"},    {"- ", "\n\n"}, {"*a **a ", " a** a*"},   {"![", "](a)"},
        {"http://a.b/", ")"}, {"**“", "”**中"}, {"`", "a`"},    {"[^a] ", "\n\n[^a]: x"}, {"*[", "_"},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        g_autofree char *path = g_strdup_printf("/markup/limits/repeated/%02zu", i);
        g_test_add_data_func(path, UNITS[i], test_repeated);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(HALVES); i++) {
        g_autofree char *path = g_strdup_printf("/markup/limits/halves/%02zu", i);
        g_test_add_data_func(path, HALVES[i], test_halves);
    }
    g_test_add_func("/markup/limits/bytes", test_bytes);
    g_test_add_func("/markup/limits/depth", test_depth);
    g_test_add_func("/markup/limits/columns", test_columns);
    g_test_add_func("/markup/limits/cells", test_cells);
    g_test_add_func("/markup/limits/paragraph", test_paragraph);
    g_test_add_func("/markup/limits/header", test_header);
    return g_test_run();
}

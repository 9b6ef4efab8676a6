/* SPDX-License-Identifier: MIT */
#include "build/pattern.h"
#include "build/redirect.h"

#include <glib.h>
#include <string.h>

static void test_words(void)
{
    g_autofree char *unknown = NULL;

    g_assert_cmpuint(pattern_words("news/index.html", &unknown), ==, 0);
    g_assert_null(unknown);
    const guint bits = pattern_words(":year/:month-:day-:slug.html", &unknown);
    g_assert_cmpuint(bits, ==, WORDS_OF_DAY | WORD_FLAG(WORD_SLUG));
    g_assert_null(unknown);
}

static void test_unknown_word(void)
{
    static const struct {
        const char *pattern;
        const char *word;
    } cases[] = {{":slog.html", "slog"}, {"a/:years", "years"}, {"a:", ""}, {"::", ""}, {":id/:ID", "ID"}};

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *unknown = NULL;
        pattern_words(cases[i].pattern, &unknown);
        g_assert_cmpstr(unknown, ==, cases[i].word);
    }
}

static void test_expand(void)
{
    const char *const texts[N_WORDS] = {
        [WORD_YEAR] = "2025",      [WORD_MONTH] = "06",  [WORD_DAY] = "29",
        [WORD_SLUG] = "巡逻",      [WORD_ID] = "news/a", [WORD_TYPE] = "news",
        [WORD_VALUE] = "district", [WORD_TERM] = "平安", [WORD_PAGE] = "2",
    };
    static const struct {
        const char *pattern;
        const char *path;
    } cases[] = {
        {"index.html", "index.html"},
        {":type/:year/:month-:day-:slug.html", "news/2025/06-29-巡逻.html"},
        {":id/index.html", "news/a/index.html"},
        {"tags/:term/page-:page.html", "tags/平安/page-2.html"},
        {":value:term", "district平安"},
        {":slug", "巡逻"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) path = g_string_new("at/");
        pattern_expand(path, cases[i].pattern, texts);
        g_assert_cmpstr(path->str + strlen("at/"), ==, cases[i].path);
    }
}

static void test_names(void)
{
    g_autofree const char **names = pattern_names(WORD_FLAG(WORD_TERM) | WORD_FLAG(WORD_PAGE));

    g_assert_cmpstr(names[0], ==, "term");
    g_assert_cmpstr(names[1], ==, "page");
    g_assert_null(names[2]);
}

static void test_redirect_path(void)
{
    static const char *const cases[][2] = {
        {"old.html", "old.html"},       {"old", "old.html"},
        {"old/", "old/index.html"},     {"a.b/old", "a.b/old.html"},
        {"qr/2024.txt", "qr/2024.txt"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = redirect_path(cases[i][0]);
        g_assert_cmpstr(path, ==, cases[i][1]);
    }
}

static void test_redirect_page(void)
{
    g_autofree char *page =
        redirect_format("old/a.html", "news/巡逻.html", "A <b> & \"c\"", "en", "https://example.org/x/");

    g_assert_nonnull(strstr(page, "url=../news/%E5%B7%A1%E9%80%BB.html\""));
    g_assert_nonnull(strstr(page, "href=\"https://example.org/x/news/%E5%B7%A1%E9%80%BB.html\""));
    g_assert_nonnull(strstr(page, "<title>A &lt;b&gt; &amp; &quot;c&quot;</title>"));
    g_assert_nonnull(strstr(page, "noindex"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pattern/words", test_words);
    g_test_add_func("/pattern/unknown-word", test_unknown_word);
    g_test_add_func("/pattern/expand", test_expand);
    g_test_add_func("/pattern/names", test_names);
    g_test_add_func("/redirect/path", test_redirect_path);
    g_test_add_func("/redirect/page", test_redirect_page);
    return g_test_run();
}

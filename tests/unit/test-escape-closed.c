/* SPDX-License-Identifier: MIT */
/* Markup that is known to be closed is not followed where that cannot matter, and is where it can. */
#include "escape/escape.h"

#include <string.h>

/* What printing `html` after `before` gives; `after` is where the output is then. */
static EscapeResult print(const char *before, const char *html, EscapeKind kind, GString *out, Context *after)
{
    Escaper *escaper = escaper_new(NULL);
    const EscapeValue value = {html, strlen(html), kind};
    EscapeProblem problem;

    *after = escape_start(ESCAPE_HTML);
    g_string_truncate(out, 0);
    g_assert_true(escape_text(escaper, after, before, strlen(before), &problem));
    const EscapeResult result = escape_value(escaper, after, out, &value, &problem);
    escaper_free(escaper);
    return result;
}

/* In every place it becomes what other markup becomes. */
static void test_alike(void)
{
    static const char *const places[] = {
        "",           "<p>",      "<p title=\"", "<title>",      "<textarea>", "<svg>",
        "<noscript>", "<select>", "<!-- ",       "<script>a = ", "<a href=\"", "<style>p { color: ",
    };
    static const char html[] = "<p>一 &amp; <a href=\"b\" title=\"'\">二</a><br /><!-- omitted --></p>\n";
    g_autoptr(GString) closed = g_string_new(NULL), other = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        Context after, after_other;
        const EscapeResult result = print(places[i], html, ESCAPE_CLOSED_MARKUP, closed, &after);
        g_assert_cmpint(result, ==, print(places[i], html, ESCAPE_MARKUP, other, &after_other));
        g_assert_cmpstr(closed->str, ==, other->str);
        g_assert_cmpuint(after, ==, after_other);
    }
}

/* It is taken at its word in the text of a page; in elements that browsers differ in it is looked at. */
static void test_followed(void)
{
    static const char *const doubtful[] = {"<svg>", "<math>", "<noscript>", "<select>"};
    g_autoptr(GString) out = g_string_new(NULL);
    Context after;

    g_assert_cmpint(print("<p>", "<b", ESCAPE_CLOSED_MARKUP, out, &after), ==, ESCAPE_DONE);
    g_assert_true(escape_in_text(after));
    g_assert_cmpint(print("<p>", "<b", ESCAPE_MARKUP, out, &after), ==, ESCAPE_REFUSED);
    for (gsize i = 0; i < G_N_ELEMENTS(doubtful); i++)
        g_assert_cmpint(print(doubtful[i], "<b", ESCAPE_CLOSED_MARKUP, out, &after), ==, ESCAPE_REFUSED);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/escape/closed/alike", test_alike);
    g_test_add_func("/escape/closed/followed", test_followed);
    return g_test_run();
}

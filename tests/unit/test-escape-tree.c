/* SPDX-License-Identifier: MIT */
/* Generated templates and values: no value ever changes the tree around it, says a parser that is not ours.
 */
#include "escape/escape.h"
#include "html-tree.h"

#include <string.h>

/* Of these, in any order: \x01 is a value. */
static const char *const pieces[] = {
    "\x01",
    "\x01",
    "\x01",
    "\x01",
    "\x01",
    "\x01",
    "<p>",
    "</p>",
    "<div class=\"",
    "<a href=\"",
    "<a href='",
    "<img src=\"",
    "<input value='",
    "\">",
    "'>",
    "\"",
    "'",
    ">",
    "</a>",
    "</div>",
    "<!-- ",
    " -->",
    "<!--",
    "-->",
    "--!>",
    "<!>",
    "->",
    "<script>",
    "</script>",
    "<script>var x = ",
    ";</script>",
    "<script>x = \"",
    "\";</script>",
    "'; y = \"",
    "// ",
    "\n",
    "/* ",
    " */",
    "<style>",
    "</style>",
    "<style>p { color: ",
    "}</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<select>",
    "</select>",
    "<option>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<noscript>",
    "</noscript>",
    "<p title=",
    " title=\"",
    " title='",
    " alt = \"",
    " style=\"color: ",
    " href=\"/",
    " href=\"?q=",
    " href=\"https://",
    " srcset=\"",
    " 2x, ",
    " x",
    " ",
    "=",
    "/",
    "/>",
    "text ",
    "&amp;",
    "&",
    "<",
    "</",
    "<b",
    "<i ",
    "<template>",
    "</template>",
    "<br/>",
    "<ul><li>",
    "</li></ul>",
    "<iframe>",
    "</iframe>",
    "<xmp>",
    "</xmp>",
    "<?x ",
    "?>",
    "<!DOCTYPE html>",
    "<body>",
    "<head>",
    "<meta content=\"",
    "<meta name=x content='",
    "<SCRIPT>",
    "</SCRIPT >",
    "<sCrIpT>\"",
    "<!--<script>",
    "url(",
    "url(\"",
    ")",
    ":",
    ",",
    "`",
    "\\",
    "{",
    "}",
    "-",
    "#",
    "?",
    "<foreignObject>",
    "<desc>",
    "<form action=\"",
};

static const char *const bits[] = {
    "<",
    ">",
    "\"",
    "'",
    "&",
    "/",
    "=",
    "-",
    "`",
    "\\",
    "(",
    ")",
    ";",
    ":",
    "\n",
    " ",
    "\t",
    "x",
    "公示",
    "</script>",
    "<script>",
    "</style>",
    "</title>",
    "</textarea>",
    "-->",
    "--!>",
    "<!--",
    "]]>",
    "</svg>",
    "</p>",
    "<img src=x onerror=alert(1)>",
    "javascript:",
    "data:text/html,",
    " onclick=alert(1) ",
    "\" onclick=\"",
    "' onclick='",
    "&quot;",
    "&#39;",
    "&lt;",
    "&colon;",
    "*/",
    "/*",
    "//",
    "${",
    "}",
    "{",
    "\xe2\x80\xa8",
    "%22",
    "%",
    "#",
    "?",
    ",",
    "@import",
    "url(",
    "expression(",
};

static char *random_text(GRand *random, const char *const *parts, guint count, guint most)
{
    GString *text = g_string_new(NULL);

    for (int n = g_rand_int_range(random, 1, (gint32)most + 1); n > 0; n--)
        g_string_append(text, parts[g_rand_int_range(random, 0, (gint32)count)]);
    return g_string_free(text, FALSE);
}

/* White space at its start goes another way than text between some elements: it is no attack. */
static char *random_value(GRand *random)
{
    char *value = random_text(random, bits, G_N_ELEMENTS(bits), 4);

    return g_strchug(value);
}

/* What would close what a random template leaves open. */
static char *random_template(GRand *random)
{
    static const char *const ends[] = {
        "",          "",         "",         ">",           "\">",         "'>",  "-->",
        "</script>", "</style>", "</title>", "</textarea>", "\"</script>", ")\">"};
    g_autofree char *body = random_text(random, pieces, G_N_ELEMENTS(pieces), 12);

    return g_strconcat(body, ends[g_rand_int_range(random, 0, G_N_ELEMENTS(ends))], NULL);
}

static void test_generated(void)
{
    const guint wanted = 50000;
    g_autoptr(GRand) random = g_rand_new_with_seed(20251120);
    guint accepted = 0, tried = 0;

    while (accepted < wanted && tried < 4000000) {
        g_autofree char *template = random_template(random);
        const guint holes = html_tree_holes(template, strlen(template));
        g_autofree char *value = random_value(random);
        gboolean refused = TRUE;
        tried++;
        if (holes == 0 || *value == '\0')
            continue;
        g_autofree char *wrong =
            html_tree_check(template, strlen(template), g_rand_int(random) % holes, value, &refused);
        if (wrong)
            g_error("%s\ntemplate: %s\nvalue: %s", wrong, g_strescape(template, NULL),
                    g_strescape(value, NULL));
        accepted += !refused;
    }
    g_test_message("%u templates, %u of them with a value in place", tried, accepted);
    g_assert_cmpuint(accepted, ==, wanted);
}

/* A text that is cut anywhere is followed as if it were whole. */
static void test_pieces(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    EscapeProblem problem;

    for (guint n = 0; n < 20000; n++) {
        g_autofree char *text = random_template(random);
        g_autoptr(Escaper) escaper = escaper_new(NULL);
        const gsize length = strlen(text), cut = g_rand_int(random) % (length + 1);
        Context whole = escape_start(ESCAPE_HTML), parts = whole;
        g_strdelimit(text, "\x01", 'v');
        const gboolean fine = escape_text(escaper, &whole, text, length, &problem);
        const gboolean same = escape_text(escaper, &parts, text, cut, &problem) &&
                              escape_text(escaper, &parts, text + cut, length - cut, &problem);
        g_assert_cmpint(fine, ==, same);
        if (fine && whole != parts)
            g_error("cut at %" G_GSIZE_FORMAT ": %s", cut, text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/escape-tree/pieces", test_pieces);
    g_test_add_func("/escape-tree/generated", test_generated);
    return g_test_run();
}

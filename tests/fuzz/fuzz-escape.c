/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the tracker of contexts: byte 1 chooses the kind of file and the hole that counts, then a template
 * (0x01 is a hole), 0x00, and a value. In HTML an independent parser must see the same tree whatever the
 * value; in any file a text that is cut anywhere leads where it leads as a whole.
 */
#include "escape/escape.h"
#include "html-tree.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

static const char *const layouts[] = {"a.html", "a.xml", "a.js",  "a.json",
                                      "a.css",  "a.ics", "a.csv", "a.txt"};

/* Follows the text in pieces that end at holes, each printed with the value; where that leads, or
 * CONTEXT_NONE. */
static Context follow(const char *layout, const char *template, gsize length, const char *value, gsize cut)
{
    g_autoptr(Escaper) escaper = escaper_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    Context context = escape_start(escape_mode_of(layout));
    EscapeProblem problem;

    for (gsize i = 0; i < length;) {
        const char *hole = memchr(template + i, HOLE, length - i);
        gsize end = hole ? (gsize)(hole - template) : length;
        if (i < cut && cut < end)
            end = cut;
        if (!escape_text(escaper, &context, template + i, end - i, &problem))
            return CONTEXT_NONE;
        i = end;
        if (i == length || template[i] != HOLE)
            continue;
        const EscapeValue printed = {value, strlen(value), (EscapeKind)(length % 4)};
        if (escape_value(escaper, &context, out, &printed, &problem) == ESCAPE_REFUSED)
            return CONTEXT_NONE;
        i++;
    }
    /* A name that has begun is kept by number, which depends on those before: end it. */
    if (!escape_text(escaper, &context, " :\n", 3, &problem))
        return CONTEXT_NONE;
    escape_unfinished(context);
    escape_finish(escape_mode_of(layout), out);
    return context;
}

/* White space, control characters, U+FFFE and U+FFFF. */
static gboolean is_left_out(const char *text)
{
    const guchar c = *(const guchar *)text;

    return c == 0x7f || (c > 0 && c <= ' ') || g_str_has_prefix(text, "\xef\xbf\xbe") ||
           g_str_has_prefix(text, "\xef\xbf\xbf");
}

static void check_tree(const char *template, gsize length, guint active, const char *value)
{
    /* What is left out at its start may let white space begin the text, which goes another way than letters.
     */
    while (is_left_out(value))
        value += *(const guchar *)value == 0xef ? 3 : 1;
    const guint holes = html_tree_holes(template, length);
    gboolean refused;

    if (holes == 0 || *value == '\0' || memchr(template, 'q', length) || memchr(template, 'z', length))
        return; /* the letters of the harmless words */
    g_autofree char *wrong = html_tree_check(template, length, active % holes, value, &refused);
    if (!wrong)
        return;
    g_autofree char *shown = g_strescape(template, NULL), *given = g_strescape(value, NULL);
    g_printerr("%s\ntemplate: %.*s\nvalue: %s\n", wrong, (int)strlen(shown), shown, given);
    abort(); /* g_error() ends in a signal that the fuzzer does not know */
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size < 2)
        return 0;
    const char *start = (const char *)data + 1;
    const char *end = memchr(start, '\0', size - 1);
    g_autofree char *template = g_utf8_make_valid(start, end ? end - start : (gssize)size - 1);
    const gsize length = strlen(template);
    g_autofree char *value =
        end ? g_utf8_make_valid(end + 1, (const char *)data + size - end - 1) : g_strdup("<\"'>");
    const char *layout = layouts[data[0] % G_N_ELEMENTS(layouts)];

    const Context whole = follow(layout, template, length, value, 0);
    g_assert(follow(layout, template, length, value, length / 2) == whole);
    if (escape_mode_of(layout) == ESCAPE_HTML)
        check_tree(template, length, data[0] / G_N_ELEMENTS(layouts), value);
    return 0;
}

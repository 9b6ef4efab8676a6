/* SPDX-License-Identifier: MIT */
/* ASCII punctuation between Chinese characters: 你好,世界. */
#include "review/marks.h"
#include "text/chinese.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters of the text that the mend shows on either side. */
#define AROUND 4

static gboolean is_emphasis(char byte)
{
    return byte == '*' || byte == '_' || byte == '~';
}

/* Where the character ends that stands before `at`, marks of emphasis aside. */
static gsize skip_back(const Prose *prose, gsize at)
{
    while (at > 0 && is_emphasis(prose->text->str[at - 1]))
        at--;
    return at;
}

/* Where the next character begins, emphasis and one space aside. */
static gsize skip_on(const Prose *prose, gsize at)
{
    const char *text = prose->text->str;

    while (is_emphasis(text[at]))
        at++;
    if (text[at] == ' ' && text[at + 1] != ' ')
        at++;
    while (is_emphasis(text[at]))
        at++;
    return at;
}

/* The Chinese mark for the one at `at`. */
static const char *mark_for(const Prose *prose, gsize at, gsize line)
{
    const gunichar before = prose_before(prose, at);
    guint quotes = 0;

    switch (prose->text->str[at]) {
    case ',': return "，";
    case ';': return "；";
    case ':': return "：";
    case '!': return "！";
    case '?': return "？";
    case '(': return "（";
    case ')': return "）";
    case '.': break;
    default:
        for (gsize i = line; i < at; i++)
            quotes += prose->text->str[i] == '"';
        return quotes % 2 ? "”" : "“";
    }
    /* "一.总结" numbers a heading */
    const char *const numbers = "一二三四五六七八九十";
    const gboolean number = before && g_utf8_strchr(numbers, -1, before);
    return number && at - line <= 3 * strlen("十") ? "、" : "。";
}

static gsize line_start(const Prose *prose, gsize at)
{
    const char *text = prose->text->str;
    const char *end = memrchr(text, '\n', at);

    return end ? (gsize)(end - text) + 1 : 0;
}

/* The words around the mark as they should stand. */
static char *mend(const Prose *prose, gsize at, const char *mark)
{
    const char *text = prose->text->str;
    gsize start = at, end = skip_on(prose, at + 1);

    for (guint i = 0; i < AROUND && chinese_is_han(prose_before(prose, start)); i++)
        start = (gsize)(g_utf8_prev_char(text + start) - text);
    const gsize after = end;
    for (guint i = 0; i < AROUND && chinese_is_han(prose_at(prose, end)); i++)
        end = (gsize)(g_utf8_next_char(text + end) - text);
    g_autofree char *first = prose_words(prose, start, at);
    g_autofree char *last = prose_words(prose, after, end);
    return g_strconcat(first, mark, last, NULL);
}

gsize punctuation_look(Prose *prose, gsize at)
{
    const gsize next = skip_on(prose, at + 1);

    if (at < prose->punctuated || !chinese_is_han(prose_before(prose, skip_back(prose, at))) ||
        !chinese_is_han(prose_at(prose, next)))
        return at;
    const char *mark = mark_for(prose, at, line_start(prose, at));
    g_autofree char *mended = mend(prose, at, mark);
    g_autofree char *hint = g_strdup_printf(_("write '%s'"), mended);
    finding_report(prose->review, SEVERITY_WARNING, FINDING_PUNCTUATION, prose->entry, prose_place(prose, at),
                   mended, hint, _("'%c' between Chinese characters is not '%s'"), prose->text->str[at],
                   mark);
    /* One of a line: its others are seen on the way to mending it. */
    const char *end = strchrnul(prose->text->str + at, '\n');
    prose->punctuated = (gsize)(end - prose->text->str);
    return at;
}

/* SPDX-License-Identifier: MIT */
#include "review/prose-blank.h"

#include "review/prose.h"

#include <string.h>

/* How far a code span, a tag or an address may reach, in bytes. */
#define REACH 1000

static void blank(GString *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++)
        if (text->str[i] != '\n')
            text->str[i] = PROSE_BLANK;
}

/* The next `byte` at or after `from`, or the end. */
static gsize find(const GString *text, gsize from, char byte)
{
    const char *found = from < text->len ? memchr(text->str + from, byte, text->len - from) : NULL;
    return found ? (gsize)(found - text->str) : text->len;
}

void blank_comments(GString *text)
{
    for (gsize at = 0; (at = find(text, at, '<')) < text->len; at++) {
        if (strncmp(text->str + at, "<!--", 4) != 0)
            continue;
        const char *end = strstr(text->str + at, "-->");
        const gsize stop = end ? (gsize)(end - text->str) + 3 : text->len;
        blank(text, at, stop);
        at = stop - 1;
    }
}

static gsize run_end(const GString *text, gsize at)
{
    return at + strspn(text->str + at, "`");
}

/* Where the span closes that a run of `size` backticks before `from` opens; 0 if its paragraph ends before.
 */
static gsize span_close(const GString *text, gsize from, gsize size)
{
    const gsize most = MIN(text->len, from + REACH);

    for (gsize at = from; (at = find(text, at, '`')) < most;) {
        const gsize end = run_end(text, at);
        if (end - at == size)
            return g_strstr_len(text->str + from, (gssize)(at - from), "\n\n") ? 0 : end;
        at = end;
    }
    return 0;
}

static void blank_spans(GString *text)
{
    for (gsize at = 0; (at = find(text, at, '`')) < text->len;) {
        const gsize opened = run_end(text, at);
        const gsize closed = span_close(text, opened, opened - at);
        if (closed)
            blank(text, at, closed);
        at = closed ? closed : opened;
    }
}

static void blank_tags(GString *text)
{
    for (gsize at = 0; (at = find(text, at, '<')) < text->len; at++) {
        const char next = text->str[at + 1];
        if (!g_ascii_isalpha(next) && next != '/')
            continue;
        const gsize reach = MIN(text->len - at, REACH);
        const char *end = memchr(text->str + at, '>', reach);
        if (end && !memchr(text->str + at, '\n', (gsize)(end - text->str) - at))
            blank(text, at, (gsize)(end - text->str) + 1);
    }
}

/* The address after "](", with parentheses in it. */
static void blank_destination(GString *text, gsize open)
{
    guint depth = 0;

    for (gsize at = open; at < MIN(text->len, open + REACH) && text->str[at] != '\n'; at++) {
        depth += text->str[at] == '(';
        if (text->str[at] == ')' && --depth == 0) {
            blank(text, open, at + 1);
            return;
        }
    }
}

static gboolean begins_line(const GString *text, gsize at)
{
    return at == 0 || text->str[at - 1] == '\n';
}

static void blank_links(GString *text)
{
    for (gsize at = 0; (at = find(text, at, ']')) < text->len; at++) {
        if (text->str[at + 1] == '(')
            blank_destination(text, at + 1);
        if (text->str[at + 1] != ':')
            continue;
        /* "[name]: address"; a footnote begins the same, but is prose */
        gsize open = at;
        while (open > 0 && at - open < 200 && text->str[open] != '[' && text->str[open] != '\n')
            open--;
        if (text->str[open] == '[' && begins_line(text, open) && text->str[open + 1] != '^')
            blank(text, open, at + strcspn(text->str + at, "\n"));
    }
}

static void blank_addresses(GString *text)
{
    for (gsize at = 0; (at = find(text, at, ':')) < text->len; at++) {
        if (strncmp(text->str + at, "://", 3) != 0)
            continue;
        gsize start = at, end = at;
        while (start > 0 && g_ascii_isalpha(text->str[start - 1]))
            start--;
        while (text->str[end] > ' ' && text->str[end] <= '~')
            end++;
        blank(text, start, end);
        at = end;
    }
}

void blank_inlines(GString *text)
{
    blank_spans(text);
    blank_tags(text);
    blank_links(text);
    blank_addresses(text);
}

/* SPDX-License-Identifier: MIT */
#include "import/markdown.h"

#include <string.h>

/* An entity is a mark, "R&D" is none. */
static gboolean is_entity(const char *text)
{
    const gsize length = strspn(text + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return length > 0 && text[1 + length] == ';';
}

/* Between letters or digits an underscore marks nothing: names of files stay readable. */
static gboolean is_inside_word(const char *start, const char *at)
{
    return at > start && g_ascii_isalnum(at[-1]) && g_ascii_isalnum(at[1]);
}

static gboolean is_mark(const char *start, const char *at)
{
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case '<': return TRUE;
    case '~': return at[1] == '~' || (at > start && at[-1] == '~');
    case '_': return !is_inside_word(start, at);
    case '&': return is_entity(at);
    case '!': return at[1] == '[';
    default: return FALSE;
    }
}

/* Bytes to leave alone before the character that must be escaped: "1" of "1. "; -1: nothing begins here. */
static int start_mark(const char *text)
{
    const gsize digits = strspn(text, "0123456789");

    if (digits > 0 && digits < 10 && (text[digits] == '.' || text[digits] == ')') &&
        (text[digits + 1] == ' ' || text[digits + 1] == '\t' || !text[digits + 1]))
        return (int)digits;
    if (*text == '>' || ((*text == '-' || *text == '+') && strchr("- \t", text[1])))
        return 0;
    return *text == '#' && strchr(" \t", text[strspn(text, "#")]) ? 0 : -1;
}

static void append_escaped(GString *into, const char *text, gboolean cell)
{
    const int start = cell ? -1 : start_mark(text);

    for (const char *p = text; *p; p++) {
        if (is_mark(text, p) || (cell && *p == '|') || (start >= 0 && p == text + start))
            g_string_append_c(into, '\\');
        g_string_append_c(into, *p == '\n' ? ' ' : *p);
    }
}

void markdown_escape(GString *into, const char *text)
{
    append_escaped(into, text, FALSE);
}

void markdown_escape_cell(GString *into, const char *text)
{
    append_escaped(into, text, TRUE);
}

void markdown_escape_heading(GString *into, const char *text)
{
    markdown_escape(into, text);
    if (into->str[into->len - 1] == '#')
        g_string_insert_c(into, (gssize)into->len - 1, '\\');
}

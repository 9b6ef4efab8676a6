/* SPDX-License-Identifier: MIT */
#include "text/diagnostic-print.h"

#include "text/chinese.h"
#include "text/json.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a quoted line shows at most, in columns on either side of its caret. */
#define QUOTE_AROUND 60

/* Marks that turn the direction of text (UAX 9) can make a message read as another one. */
static gboolean is_direction(gunichar c)
{
    return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

static gboolean is_unprintable(gunichar c)
{
    return g_unichar_iscntrl(c) || is_direction(c);
}

char *diagnostic_printable(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *into = g_string_new(NULL);

    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(into, c != '\n' && c != '\t' && is_unprintable(c) ? 0xfffd : c);
    }
    return g_string_free(into, FALSE);
}

static void append_escaped(GString *into, const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\t' || c == '\n')
            g_string_append_c(into, ' ');
        else if (is_unprintable(c))
            g_string_append_unichar(into, 0xfffd); /* no escape sequence of a file reaches the terminal */
        else
            g_string_append_unichar(into, c);
    }
}

char *diagnostic_quote(const char *text, guint line, guint column)
{
    const glong length = g_utf8_strlen(text, -1);
    const glong at = CLAMP((glong)column - 1, 0, length);
    const gboolean whole = length <= 2 * QUOTE_AROUND;
    const glong first = !whole && at > QUOTE_AROUND ? at - QUOTE_AROUND : 0;
    const char *start = g_utf8_offset_to_pointer(text, first);
    const char *caret = g_utf8_offset_to_pointer(text, at);
    const char *end = g_utf8_offset_to_pointer(text, whole ? length : MIN(length, at + QUOTE_AROUND));
    GString *quote = g_string_new(NULL);

    if (!*text)
        return g_string_free(quote, TRUE);
    g_string_append_printf(quote, "%5u | %s", line, first ? "…" : "");
    append_escaped(quote, start, (gsize)(end - start));
    g_string_append(quote, *end ? "…\n" : "\n");
    if (column) {
        const guint indent = text_width(start, (gsize)(caret - start)) + (first ? 1 : 0);
        g_string_append_printf(quote, "      | %*s^\n", (int)indent, "");
    }
    return g_string_free(quote, FALSE);
}

static void append_place(GString *into, const Diagnostic *d)
{
    if (!d->file)
        return;
    append_escaped(into, d->file, strlen(d->file));
    if (d->line)
        g_string_append_printf(into, ":%u", d->line);
    if (d->line && d->column)
        g_string_append_printf(into, ":%u", d->column);
    g_string_append(into, ": ");
}

/* A hint or a line of notes under the message. */
static void append_below(GString *into, const char *text, gsize length)
{
    g_string_append(into, "      = ");
    append_escaped(into, text, length);
    g_string_append_c(into, '\n');
}

static void append_notes(GString *into, const char *notes)
{
    while (notes) {
        const char *end = strchrnul(notes, '\n');
        append_below(into, notes, (gsize)(end - notes));
        notes = *end ? end + 1 : NULL;
    }
}

void diagnostic_print_text(const Diagnostic *d, gboolean colour, GString *into)
{
    const gboolean error = d->severity == SEVERITY_ERROR;
    const char *start = !colour ? "" : error ? "\033[1;31m" : "\033[1;33m";

    append_place(into, d);
    g_string_append_printf(into, "%s%s%s", start, error ? _("error: ") : _("warning: "),
                           colour ? "\033[0m" : "");
    append_escaped(into, d->message, strlen(d->message));
    g_string_append_c(into, '\n');
    if (d->quote)
        g_string_append(into, d->quote);
    if (d->hint)
        append_below(into, d->hint, strlen(d->hint));
    append_notes(into, d->notes);
}

static void append_member(GString *into, const char *name, const char *text)
{
    if (text)
        json_append_member(into, name, text);
}

static void append_list(GString *into, const char *name, const char *lines)
{
    if (!lines)
        return;
    json_append_name(into, name);
    g_string_append_c(into, '[');
    for (const char *line = lines; line;) {
        const char *end = strchrnul(line, '\n');
        json_append_string(into, line, (gsize)(end - line));
        line = *end ? end + 1 : NULL;
        g_string_append(into, line ? "," : "]");
    }
}

void diagnostic_print_json(const Diagnostic *d, GString *into)
{
    g_string_append_printf(into, "{\"severity\":\"%s\"", d->severity == SEVERITY_ERROR ? "error" : "warning");
    append_member(into, "file", d->file);
    if (d->line)
        g_string_append_printf(into, ",\"line\":%u", d->line);
    if (d->column)
        g_string_append_printf(into, ",\"column\":%u", d->column);
    append_member(into, "message", d->message);
    append_member(into, "hint", d->hint);
    append_list(into, "notes", d->notes);
    g_string_append(into, "}\n");
}

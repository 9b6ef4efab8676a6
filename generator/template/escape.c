/* SPDX-License-Identifier: MIT */
#include "template/escape.h"

#include <string.h>

static gboolean ends_in(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (g_str_has_suffix(name, *endings))
            return TRUE;
    return FALSE;
}

EscapeMode escape_mode_of(const char *layout)
{
    static const char *const xml[] = {".xml", ".atom", ".rss", ".opml", NULL};
    static const char *const plain[] = {".txt", ".ics", ".csv", ".vcf", ".json", ".webmanifest", NULL};

    if (ends_in(layout, xml))
        return ESCAPE_XML;
    return ends_in(layout, plain) ? ESCAPE_NONE : ESCAPE_MARKUP;
}

static const char *entity_of(guchar c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return "";
    }
}

static gboolean is_special(guchar c)
{
    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    return c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' || c == 0x7f;
}

static void append_markup(GString *into, const char *text, gsize length)
{
    gsize start = 0;

    for (gsize i = 0; i < length; i++) {
        if (!is_special((guchar)text[i]))
            continue;
        g_string_append_len(into, text + start, (gssize)(i - start));
        g_string_append(into, entity_of((guchar)text[i]));
        start = i + 1;
    }
    g_string_append_len(into, text + start, (gssize)(length - start));
}

void escape_append(GString *into, EscapeMode mode, const char *text, gsize length)
{
    g_autofree char *valid = NULL;

    if (!g_utf8_validate_len(text, length, NULL)) {
        valid = g_utf8_make_valid(text, (gssize)length);
        text = valid;
        length = strlen(valid);
    }
    if (mode == ESCAPE_NONE)
        g_string_append_len(into, text, (gssize)length);
    else
        append_markup(into, text, length);
}

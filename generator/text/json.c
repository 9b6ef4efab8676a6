/* SPDX-License-Identifier: MIT */
#include "text/json.h"

#include <string.h>

#define EACH_BYTE G_GUINT64_CONSTANT(0x0101010101010101)
#define EACH_TOP (EACH_BYTE << 7)

/* Whether one of eight bytes is below 0x20, a quote or a backslash: a byte that is 0 after the subtraction,
 * or too small for it, leaves its top bit set, which bytes above 0x7F are excused from. */
static inline gboolean has_special(guint64 bytes)
{
    const guint64 quotes = bytes ^ EACH_BYTE * '"', backslashes = bytes ^ EACH_BYTE * '\\';
    const guint64 low = (bytes - EACH_BYTE * 0x20) & ~bytes;

    return ((low | ((quotes - EACH_BYTE) & ~quotes) | ((backslashes - EACH_BYTE) & ~backslashes)) &
            EACH_TOP) != 0;
}

/* Where the bytes end, from `start` on, that stand for themselves. */
static gsize plain_end(const char *text, gsize start, gsize length)
{
    gsize i = start;

    for (guint64 bytes; i + sizeof bytes <= length; i += sizeof bytes) {
        memcpy(&bytes, text + i, sizeof bytes);
        if (has_special(bytes))
            break;
    }
    while (i < length && (guchar)text[i] >= 0x20 && text[i] != '"' && text[i] != '\\')
        i++;
    return i;
}

void json_append_string(GString *into, const char *text, gsize length)
{
    static const char escapes[] = {['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};

    g_string_append_c(into, '"');
    for (gsize i = 0; i < length; i++) {
        const gsize start = i;
        i = plain_end(text, start, length);
        g_string_append_len(into, text + start, (gssize)(i - start));
        if (i == length)
            break;
        const guchar c = (guchar)text[i];
        if (c == '"' || c == '\\')
            g_string_append_c(g_string_append_c(into, '\\'), (char)c);
        else if (c < sizeof escapes && escapes[c])
            g_string_append_c(g_string_append_c(into, '\\'), escapes[c]);
        else
            g_string_append_printf(into, "\\u%04x", c);
    }
    g_string_append_c(into, '"');
}

void json_append_name(GString *into, const char *name)
{
    if (into->str[into->len - 1] != '{')
        g_string_append_c(into, ',');
    json_append_string(into, name, strlen(name));
    g_string_append_c(into, ':');
}

void json_append_member(GString *into, const char *name, const char *text)
{
    json_append_name(into, name);
    json_append_string(into, text, strlen(text));
}

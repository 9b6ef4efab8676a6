/* SPDX-License-Identifier: MIT */
#include "text/json.h"

#include <string.h>

void json_append_string(GString *into, const char *text, gsize length)
{
    static const char escapes[] = {['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};

    g_string_append_c(into, '"');
    for (gsize i = 0; i < length; i++) {
        const gsize start = i;
        while (i < length && (guchar)text[i] >= 0x20 && text[i] != '"' && text[i] != '\\')
            i++;
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

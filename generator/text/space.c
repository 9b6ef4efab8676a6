/* SPDX-License-Identifier: MIT */
#include "text/space.h"

#include <string.h>

/* A paste may leave a byte order mark, a zero-width space and the like. */
gboolean space_is(gunichar c)
{
    return g_unichar_isspace(c) || c == '\v' || g_unichar_type(c) == G_UNICODE_FORMAT;
}

const char *space_skip(const char *text)
{
    while (*text && space_is(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return text;
}

char *space_strip(const char *text)
{
    const char *start = space_skip(text);
    const char *end = start + strlen(start);

    while (end > start && space_is(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return g_strndup(start, (gsize)(end - start));
}

gboolean space_only(const char *text)
{
    return *space_skip(text) == '\0';
}

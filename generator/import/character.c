/* SPDX-License-Identifier: MIT */
#include "import/character.h"

#include "text/chinese-number.h"
#include "text/space.h"

#include <string.h>

static gboolean is_among(gunichar c, const char *set)
{
    return c && g_utf8_strchr(set, -1, c) != NULL;
}

gboolean is_stop(gunichar c)
{
    return is_among(c, "。！？；：…!?;:.”’」』）)》】");
}

int han_digit_value(gunichar c)
{
    switch (c) {
    case 0x4e24: return 2; /* 两 */
    case 0x5341: return 10;
    case 0x767e: return 100;
    default: return chinese_numeral_value(c);
    }
}

char *text_squeeze(const char *text)
{
    GString *squeezed = g_string_sized_new(strlen(text));

    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (!space_is(g_utf8_get_char(p)))
            g_string_append_unichar(squeezed, g_utf8_get_char(p));
    return g_string_free(squeezed, FALSE);
}

gunichar text_last(const char *text)
{
    return *text ? g_utf8_get_char(g_utf8_prev_char(text + strlen(text))) : 0;
}

guint text_length(const char *text)
{
    return (guint)g_utf8_strlen(text, -1);
}

gboolean text_ends_in(const char *text, const char *const *ends)
{
    for (; *ends; ends++)
        if (g_str_has_suffix(text, *ends) && strlen(text) > strlen(*ends))
            return TRUE;
    return FALSE;
}

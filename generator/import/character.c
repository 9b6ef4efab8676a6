/* SPDX-License-Identifier: MIT */
#include "import/character.h"

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

int digit_value(gunichar c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

int han_digit_value(gunichar c)
{
    static const char *const digits[] = {"〇○零", "一", "二两", "三", "四", "五",
                                         "六",    "七", "八",   "九", "十"};

    for (guint i = 0; i < G_N_ELEMENTS(digits); i++)
        if (is_among(c, digits[i]))
            return (int)i;
    return c == 0x767e ? 100 : -1;
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

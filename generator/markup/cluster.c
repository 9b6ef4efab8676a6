/* SPDX-License-Identifier: MIT */
#include "markup/cluster.h"

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d

static gboolean is_extending(gunichar c)
{
    return g_unichar_ismark(c) || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER ||
           (c >= 0x1f3fb && c <= 0x1f3ff) || /* skin colours */
           (c >= 0xe0020 && c <= 0xe007f);   /* tags of flags */
}

static gboolean is_regional_indicator(gunichar c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static gboolean is_pictograph(gunichar c)
{
    return c == 0xa9 || c == 0xae || (c >= 0x203c && c <= 0x3299) || c >= 0x1f000;
}

static gboolean hangul_continues(gunichar before, gunichar c)
{
    GUnicodeBreakType first = g_unichar_break_type(before), second = g_unichar_break_type(c);
    gboolean vowel = second == G_UNICODE_BREAK_HANGUL_V_JAMO;
    gboolean tail = second == G_UNICODE_BREAK_HANGUL_T_JAMO;

    switch (first) {
    case G_UNICODE_BREAK_HANGUL_L_JAMO:
        return vowel || second == G_UNICODE_BREAK_HANGUL_L_JAMO ||
               second == G_UNICODE_BREAK_HANGUL_LV_SYLLABLE || second == G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE;
    case G_UNICODE_BREAK_HANGUL_V_JAMO:
    case G_UNICODE_BREAK_HANGUL_LV_SYLLABLE: return vowel || tail;
    case G_UNICODE_BREAK_HANGUL_T_JAMO:
    case G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE: return tail;
    default: return FALSE;
    }
}

const char *cluster_end(const char *text)
{
    gunichar before = g_utf8_get_char(text);
    guint flags = is_regional_indicator(before);
    const char *end = g_utf8_next_char(text);

    if (before == '\r' && *end == '\n')
        return end + 1;
    if (g_unichar_iscntrl(before))
        return end;
    for (; *end != '\0'; end = g_utf8_next_char(end)) {
        gunichar c = g_utf8_get_char(end);
        gboolean joined = before == ZERO_WIDTH_JOINER && is_pictograph(c);
        gboolean flag = flags == 1 && is_regional_indicator(before) && is_regional_indicator(c);
        if (!is_extending(c) && !joined && !flag && !hangul_continues(before, c))
            break;
        flags += flag;
        before = c;
    }
    return end;
}

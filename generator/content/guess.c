/* SPDX-License-Identifier: MIT */
#include "content/guess.h"

#include "text/calendar.h"

#include <string.h>

#define GROUPS_MAX 6

/* Full-width digits are digits too. */
static int digit_of(gunichar c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

static gboolean is_date_mark(gunichar c)
{
    return c < 0x110000 && g_utf8_strchr("年月日号时点分秒-/.:－／．：—– T", -1, c) != NULL;
}

/* The numbers in `text`; -1 if anything but numbers and what parts them in dates stands there. */
static int groups_read(const char *text, int *groups)
{
    int count = 0;
    gboolean inside = FALSE;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const int digit = digit_of(g_utf8_get_char(p));
        if (digit < 0) {
            if (!is_date_mark(g_utf8_get_char(p)))
                return -1;
            inside = FALSE;
            continue;
        }
        if (!inside && count == GROUPS_MAX)
            return -1;
        if (!inside)
            groups[count++] = 0;
        inside = TRUE;
        groups[count - 1] = groups[count - 1] * 10 + digit;
        if (groups[count - 1] > 99999999)
            return -1;
    }
    return count;
}

char *guess_date(const char *text)
{
    int groups[GROUPS_MAX] = {0};
    int count = groups_read(text, groups);
    Date date;

    if (count == 1 && groups[0] > 10000000) {
        groups[2] = groups[0] % 100;
        groups[1] = groups[0] / 100 % 100;
        groups[0] /= 10000;
        count = 3;
    }
    if (count < 3 || groups[0] < 1000 || !date_set(&date, groups[0], groups[1], groups[2]))
        return NULL;
    g_autofree char *day = date_format_iso(date);
    if (count == 3)
        return g_steal_pointer(&day);
    return groups[3] < 24 && groups[4] < 60 ? g_strdup_printf("%s %02d:%02d", day, groups[3], groups[4])
                                            : NULL;
}

static gboolean is_separator(gunichar c)
{
    return c == ',' || c == 0xff0c || c == ' ' || c == '_' || c == '\'';
}

char *guess_number(const char *text)
{
    g_autoptr(GString) number = g_string_new(NULL);
    gboolean point = FALSE;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        const int digit = digit_of(c);
        if (digit >= 0)
            g_string_append_c(number, (char)('0' + digit));
        else if ((c == '.' || c == 0xff0e) && number->len > 0 && !point)
            point = g_string_append_c(number, '.') != NULL;
        else if (c == '-' && number->len == 0)
            g_string_append_c(number, '-');
        else if (!is_separator(c))
            break;
    }
    while (number->len > 0 && strchr(".-", number->str[number->len - 1]))
        g_string_truncate(number, number->len - 1);
    return number->len > 0 ? g_strdup(number->str) : NULL;
}

char *guess_year(const char *text)
{
    int groups[GROUPS_MAX] = {0};
    const int count = groups_read(text, groups);

    if (count < 1 || groups[0] < 1000 || groups[0] > 9999)
        return NULL;
    return g_strdup_printf("%d", groups[0]);
}

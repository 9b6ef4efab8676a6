/* SPDX-License-Identifier: MIT */
#include "text/chinese-date.h"
#include "text/chinese-number.h"

#include <string.h>

/*
 * Parts of the day, the hours of a twelve-hour clock that they leave no doubt about, and what has to be added
 * to these. Hours of the other clock (下午15:00) agree or not. Twelve is noon only at 中午: 上午12点,
 * 下午12点 and 晚上12点 are read as noon by some and as midnight by others (and then of which day?), and so
 * is one o'clock at night.
 */
typedef struct {
    const char *word;
    int first, last, added; /* hours of the clock of twelve */
    int least, most;        /* of the clock of 24 */
} PartOfDay;

static const PartOfDay parts[] = {
    {"凌晨", 0, 6, 0, 0, 6},     {"清晨", 4, 9, 0, 4, 9},     {"早晨", 4, 11, 0, 4, 11},
    {"早上", 4, 11, 0, 4, 11},   {"上午", 0, 11, 0, 0, 11},   {"中午", 1, 2, 12, 11, 14},
    {"下午", 1, 11, 12, 13, 23}, {"傍晚", 4, 8, 12, 16, 20},  {"晚上", 5, 11, 12, 17, 23},
    {"晚间", 5, 11, 12, 17, 23}, {"夜间", 7, 11, 12, 19, 23}, {"晚", 5, 11, 12, 17, 23},
    {"早", 4, 11, 0, 4, 11},
};

static const PartOfDay *part_take(const char **text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (chinese_take(text, parts[i].word))
            return &parts[i];
    return NULL;
}

static int hour_of(const PartOfDay *part, int hour, gboolean spoken)
{
    if (!part) /* 3点 may be in the afternoon; 3:00 and 3时 are times of the clock of 24 */
        return hour > 23 || (spoken && hour >= 1 && hour <= 12) ? -1 : hour;
    if (hour >= part->first && hour <= part->last)
        return hour + part->added;
    return hour >= part->least && hour <= part->most ? hour : -1;
}

/* What follows 时 or 点: nothing, 整, 半, 一刻, 三刻, 30分, 30. */
static int minutes_take(const char **text)
{
    ChineseNumber number;

    if (chinese_take(text, "整") || **text == '\0')
        return 0;
    if (chinese_take(text, "半"))
        return 30;
    if (chinese_take(text, "一刻"))
        return 15;
    if (chinese_take(text, "三刻"))
        return 45;
    chinese_take(text, "过");
    if (!chinese_number_take(text, &number) || number.circle)
        return -1;
    chinese_take(text, "分");
    return number.value;
}

/* Seconds are dropped, as date_parse() does. */
static gboolean seconds_take(const char **text, const char *before, const char *after)
{
    ChineseNumber number;

    if (!chinese_take(text, before))
        return TRUE;
    if (**text == '\0' && !*before)
        return TRUE;
    if (!chinese_number_take(text, &number) || number.value > 59)
        return FALSE;
    return chinese_take(text, after);
}

int chinese_time_parse(const char *text)
{
    const PartOfDay *part = part_take(&text);
    ChineseNumber hour, minute = {0};
    gboolean spoken = FALSE;

    if (chinese_take(&text, "两"))
        hour = (ChineseNumber){.value = 2, .digits = 1, .han = TRUE};
    else if (!chinese_number_take(&text, &hour) || hour.circle || hour.digits > 2)
        return -1;
    if (chinese_take(&text, ":")) {
        if (hour.han || !chinese_number_take(&text, &minute) || minute.han || minute.circle ||
            minute.digits != 2 || !seconds_take(&text, ":", ""))
            return -1;
    } else {
        spoken = chinese_take(&text, "点钟") || chinese_take(&text, "点");
        if (!spoken && !chinese_take(&text, "时"))
            return -1;
        minute.value = minutes_take(&text);
        if (minute.value < 0 || !seconds_take(&text, "", "秒"))
            return -1;
    }
    const int hours = hour_of(part, hour.value, spoken);
    if (hours < 0 || minute.value > 59 || text[strspn(text, " ")] != '\0')
        return -1;
    return hours * 60 + minute.value;
}

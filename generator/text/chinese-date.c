/* SPDX-License-Identifier: MIT */
#include "text/chinese-date.h"

#include "text/chinese-number.h"

#include <string.h>

#define SHORT_YEARS 2000    /* 25年 */
#define TWO_DIGITS_FIRST 13 /* 25/3/1 begins with a year; 12/3/1 may not */

/* Year, month and day as they were written. */
typedef struct {
    ChineseNumber year, month, day;
    gboolean named; /* with 年 and 月 */
} Numbers;

/* 20250301 */
static gboolean numbers_split(Numbers *numbers)
{
    const int all = numbers->year.value;

    if (numbers->year.digits != 8 || numbers->year.han)
        return FALSE;
    numbers->year = (ChineseNumber){.value = all / 10000, .digits = 4, .circle = numbers->year.circle};
    numbers->month = (ChineseNumber){.value = all / 100 % 100, .digits = 2};
    numbers->day = (ChineseNumber){.value = all % 100, .digits = 2};
    return TRUE;
}

/* What follows 年. Without 日 a day in Chinese numerals may be one of the lunar calendar: 八月十五. */
static gboolean named_take(const char **text, Numbers *numbers)
{
    if (chinese_take(text, "元"))
        numbers->month.value = 1;
    else if (!chinese_number_take(text, &numbers->month))
        return FALSE;
    if (!chinese_take(text, "月") || !chinese_number_take(text, &numbers->day))
        return FALSE;
    numbers->named = TRUE;
    return chinese_take(text, "日") || chinese_take(text, "号") || chinese_take(text, "號") ||
           !numbers->day.han;
}

static gboolean separated_take(const char **text, Numbers *numbers)
{
    *text += strspn(*text, " ");
    const char mark[] = {**text, '\0'};
    if (!*mark || !strchr("-/.", *mark))
        return FALSE;
    (*text)++;
    return chinese_number_take(text, &numbers->month) && chinese_take(text, mark) &&
           chinese_number_take(text, &numbers->day) && !numbers->year.han && !numbers->month.han &&
           !numbers->day.han && numbers->month.digits <= 2 && numbers->day.digits <= 2;
}

/* （星期六） and the like; 0 where there is none, -1 where it cannot be read. */
static int weekday_take(const char **text)
{
    static const char *const words[] = {"星期", "周", "礼拜"};
    static const char *const days[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
    const char *at = *text;
    const gboolean open = chinese_take(&at, "(");

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!chinese_take(&at, words[i]))
            continue;
        for (gsize j = 0; j < G_N_ELEMENTS(days); j++) {
            if (!chinese_take(&at, days[j]) || (open && !chinese_take(&at, ")")))
                continue;
            *text = at;
            return j == 7 ? 7 : (int)j + 1;
        }
        return -1;
    }
    return 0;
}

static ChineseDate day_set(const Numbers *numbers, Date *date)
{
    const int year = numbers->year.value + (numbers->year.digits == 2 ? SHORT_YEARS : 0);

    if (numbers->month.value < 1 || numbers->month.value > 12)
        return CHINESE_DATE_NO_MONTH;
    if (date_set(date, year, numbers->month.value, numbers->day.value))
        return CHINESE_DATE_GOOD;
    for (int last = 31; last >= 28; last--)
        if (date_set(date, year, numbers->month.value, last))
            return CHINESE_DATE_NO_DAY;
    return CHINESE_DATE_NO_MONTH; /* the year 0000 */
}

static ChineseDate time_set(const char *text, Date *date)
{
    const int weekday = weekday_take(&text);

    if (weekday > 0 && weekday != date_weekday(*date))
        return CHINESE_DATE_WEEKDAY;
    if (text[strspn(text, " ")] == '\0')
        return CHINESE_DATE_GOOD;
    if (*text == 'T' || *text == ',')
        text++;
    date->minute = weekday < 0 ? -1 : chinese_time_parse(text);
    return date->minute < 0 ? CHINESE_DATE_TIME : CHINESE_DATE_GOOD;
}

/* The numbers of the day that `*text` begins with. */
static ChineseDate numbers_take(const char **text, Numbers *numbers)
{
    const char *at = *text;

    if (!chinese_number_take(&at, &numbers->year))
        return CHINESE_DATE_OTHER;
    if (chinese_take(&at, "月"))
        return chinese_number_take(&at, &numbers->day) ? CHINESE_DATE_NO_YEAR : CHINESE_DATE_OTHER;
    if (!numbers_split(numbers) &&
        !(chinese_take(&at, "年") ? named_take(&at, numbers) : separated_take(&at, numbers)))
        return CHINESE_DATE_OTHER;
    const gboolean two =
        numbers->year.digits == 2 && (numbers->named || numbers->year.value >= TWO_DIGITS_FIRST);
    if (numbers->year.digits != 4 && !two)
        return CHINESE_DATE_OTHER;
    *text = at;
    return CHINESE_DATE_GOOD;
}

ChineseDate chinese_date_parse(const char *text, Date *date)
{
    Numbers numbers = {0};

    if (date_parse(text, date))
        return CHINESE_DATE_GOOD;
    g_autofree char *plain = chinese_plain(text);
    const char *rest = plain;
    ChineseDate found = numbers_take(&rest, &numbers);
    if (found == CHINESE_DATE_GOOD)
        found = day_set(&numbers, date);
    if (found != CHINESE_DATE_GOOD)
        return found;
    if (numbers.year.circle || numbers.month.circle || numbers.day.circle)
        return CHINESE_DATE_CIRCLE;
    if (numbers.year.digits == 2)
        return CHINESE_DATE_SHORT_YEAR;
    return time_set(rest, date);
}

/* 5 五, 10 十, 15 十五, 25 二十五: months and days. */
static void append_han(GString *into, int number)
{
    static const char *const ones[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    if (number >= 20)
        g_string_append(into, ones[number / 10]);
    if (number >= 10)
        g_string_append(into, "十");
    g_string_append(into, ones[number % 10]);
}

static void append_han_year(GString *into, int year)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    for (int unit = 1000; unit > 0; unit /= 10)
        g_string_append(into, digits[year / unit % 10]);
}

char *chinese_date_format(Date date, ChineseForm form)
{
    int year, month, day;

    date_get(date, &year, &month, &day);
    if (form == CHINESE_DIGITS)
        return g_strdup_printf("%d年%d月%d日", year, month, day);
    GString *text = g_string_new(NULL);
    append_han_year(text, year);
    g_string_append(text, "年");
    append_han(text, month);
    g_string_append(text, "月");
    append_han(text, day);
    g_string_append(text, "日");
    return g_string_free(text, FALSE);
}

/* SPDX-License-Identifier: MIT */
#include "text/chinese-date.h"
#include "text/chinese-number.h"

#include <string.h>

static gboolean is_over(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

/* Four digits, without a zero that is none. */
static int year_take(const char **text)
{
    ChineseNumber year;

    if (!chinese_number_take(text, &year) || year.circle || year.digits != 4)
        return 0;
    return year.value >= 1000 ? year.value : 0;
}

int chinese_year_parse(const char *text)
{
    g_autofree char *plain = chinese_plain(text);
    const char *at = plain;
    const int year = year_take(&at);

    if (chinese_take(&at, "年"))
        chinese_take(&at, "度");
    return is_over(at) ? year : 0;
}

/* 第三季度, 3季度, Q3 */
static int quarter_take(const char *text)
{
    const gboolean letter = chinese_take(&text, "Q") || chinese_take(&text, "q");
    ChineseNumber number;

    if (!letter)
        chinese_take(&text, "第");
    if (!chinese_number_take(&text, &number) || number.circle || number.value < 1 || number.value > 4)
        return 0;
    if (!letter && !chinese_take(&text, "季度") && !chinese_take(&text, "季"))
        return 0;
    return is_over(text) ? number.value : 0;
}

/* 上半年, H1 */
static int half_take(const char *text)
{
    static const char *const words[][2] = {{"上半年", "下半年"}, {"H1", "H2"}, {"h1", "h2"}};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        for (int half = 1; half <= 2; half++)
            if (chinese_take(&text, words[i][half - 1]))
                return is_over(text) ? half : 0;
    return 0;
}

/* 6月, 6月份; 06 where the year has a dash behind it. */
static int month_take(const char *text, gboolean named)
{
    ChineseNumber number;

    if (!chinese_number_take(&text, &number) || number.circle || number.value < 1 || number.value > 12)
        return 0;
    if (named ? !chinese_take(&text, "月") : number.han || number.digits > 2)
        return 0;
    chinese_take(&text, "份");
    return is_over(text) ? number.value : 0;
}

char *chinese_period_parse(const char *text)
{
    g_autofree char *plain = chinese_plain(text);
    const char *at = plain;
    const int year = year_take(&at);
    int part;

    if (!year)
        return NULL;
    const gboolean named = chinese_take(&at, "年");
    if (named)
        chinese_take(&at, "度");
    if (is_over(at))
        return g_strdup_printf("%d", year);
    const gboolean parted =
        !named && (chinese_take(&at, "-") || chinese_take(&at, "/") || chinese_take(&at, "."));
    if ((part = quarter_take(at)))
        return g_strdup_printf("%d-Q%d", year, part);
    if ((part = half_take(at)))
        return g_strdup_printf("%d-H%d", year, part);
    if ((named || parted) && (part = month_take(at, named)))
        return g_strdup_printf("%d-%02d", year, part);
    return NULL;
}

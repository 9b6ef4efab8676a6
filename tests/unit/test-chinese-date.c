/* SPDX-License-Identifier: MIT */
#include "text/chinese-date.h"
#include "text/chinese-number.h"

#include <string.h>

/* What is read, and as what. */
static const struct {
    const char *text, *iso;
} good[] = {
    {"2025-03-01", "2025-03-01"},
    {"2025-3-1", "2025-03-01"},
    {"2025/3/1", "2025-03-01"},
    {"2025.3.1", "2025-03-01"},
    {"2025.03.01", "2025-03-01"},
    {"2025 / 3 / 1", "2025-03-01"},
    {"20250301", "2025-03-01"},
    {"2025年3月1日", "2025-03-01"},
    {"2025年03月01日", "2025-03-01"},
    {" 2025 年 3 月 1 日 ", "2025-03-01"},
    {"2025年3月1号", "2025-03-01"},
    {"2025年3月1", "2025-03-01"},
    {"２０２５年３月１日", "2025-03-01"},
    {"２０２５－０３－０１", "2025-03-01"},
    {"2025—3—1", "2025-03-01"},
    {"2025／3／1", "2025-03-01"},
    {"二〇二五年三月一日", "2025-03-01"},
    {"二零二五年三月一日", "2025-03-01"},
    {"二〇二五年十二月二十五日", "2025-12-25"},
    {"二〇二五年十月十日", "2025-10-10"},
    {"二〇二五年一〇月三十一日", "2025-10-31"},
    {"二〇二五年元月廿五日", "2025-01-25"},
    {"贰零贰伍年拾贰月叁拾壹日", "2025-12-31"},
    {"二〇〇七年十二月二十五日", "2007-12-25"},
    {"2024年2月29日", "2024-02-29"},
    {"2025年3月1日（星期六）", "2025-03-01"},
    {"2025年3月2日 周日", "2025-03-02"},
    {"2025年3月2日(星期天)上午9:00", "2025-03-02T09:00"},
    {"2025-3-1 9:00", "2025-03-01T09:00"},
    {"2025-03-01 19：30", "2025-03-01T19:30"},
    {"2025-03-01T19:30:59", "2025-03-01T19:30"},
    {"2025/3/1 9:05:30", "2025-03-01T09:05"},
    {"2025年3月1日19:30", "2025-03-01T19:30"},
    {"2025年3月1日，19:30", "2025-03-01T19:30"},
    {"2025年3月1日9时", "2025-03-01T09:00"},
    {"2025年3月1日9时30分", "2025-03-01T09:30"},
    {"2025年3月1日19点", "2025-03-01T19:00"},
    {"2025年3月1日上午9点", "2025-03-01T09:00"},
    {"2025年3月1日上午 9:00", "2025-03-01T09:00"},
    {"2025年3月1日下午2:30", "2025-03-01T14:30"},
    {"2025年3月1日下午14:30", "2025-03-01T14:30"},
    {"2025年3月1日下午3点半", "2025-03-01T15:30"},
    {"2025年3月1日下午两点", "2025-03-01T14:00"},
    {"2025年3月1日早8点", "2025-03-01T08:00"},
    {"2025年3月1日\u200b", "2025-03-01"},
    {"2025年3月1日下午三点一刻", "2025-03-01T15:15"},
    {"2025年3月1日晚上7点", "2025-03-01T19:00"},
    {"2025年3月1日晚7点整", "2025-03-01T19:00"},
    {"2025年3月1日中午12点", "2025-03-01T12:00"},
    {"2025年3月1日中午1点", "2025-03-01T13:00"},
    {"2025年3月1日凌晨5点", "2025-03-01T05:00"},
    {"2025年3月1日0时", "2025-03-01T00:00"},
};

/* What is not, why, and what was probably meant. */
static const struct {
    const char *text;
    ChineseDate found;
    const char *iso;
} bad[] = {
    {"", CHINESE_DATE_OTHER, NULL},
    {"明天", CHINESE_DATE_OTHER, NULL},
    {"1/3/2025", CHINESE_DATE_OTHER, NULL},
    {"3.1.2025", CHINESE_DATE_OTHER, NULL},
    {"12/3/1", CHINESE_DATE_OTHER, NULL},
    {"2025-3/1", CHINESE_DATE_OTHER, NULL},
    {"2025年3月", CHINESE_DATE_OTHER, NULL},
    {"2025", CHINESE_DATE_OTHER, NULL},
    {"0000-01-01", CHINESE_DATE_NO_MONTH, NULL},
    {"2025年八月十五", CHINESE_DATE_OTHER, NULL},
    {"二〇二五年正月初一", CHINESE_DATE_OTHER, NULL},
    {"二〇二五年十二月二五十日", CHINESE_DATE_OTHER, NULL},
    {"12345678901234567890", CHINESE_DATE_OTHER, NULL},
    {"2025年3月1日日日", CHINESE_DATE_TIME, "2025-03-01"},
    {"3月1日", CHINESE_DATE_NO_YEAR, NULL},
    {"三月一日", CHINESE_DATE_NO_YEAR, NULL},
    {"2025-13-01", CHINESE_DATE_NO_MONTH, NULL},
    {"2025年0月1日", CHINESE_DATE_NO_MONTH, NULL},
    {"2025-2-30", CHINESE_DATE_NO_DAY, "2025-02-28"},
    {"2024年2月30日", CHINESE_DATE_NO_DAY, "2024-02-29"},
    {"2025-04-31", CHINESE_DATE_NO_DAY, "2025-04-30"},
    {"2025-04-00", CHINESE_DATE_NO_DAY, "2025-04-30"},
    {"25年3月1日", CHINESE_DATE_SHORT_YEAR, "2025-03-01"},
    {"25/3/1", CHINESE_DATE_SHORT_YEAR, "2025-03-01"},
    {"二○二五年三月一日", CHINESE_DATE_CIRCLE, "2025-03-01"},
    {"二O二五年三月一日", CHINESE_DATE_CIRCLE, "2025-03-01"},
    {"二Ｏ二五年三月一日", CHINESE_DATE_CIRCLE, "2025-03-01"},
    {"二0二五年三月一日", CHINESE_DATE_CIRCLE, "2025-03-01"},
    {"2O25年3月1日", CHINESE_DATE_CIRCLE, "2025-03-01"},
    {"2025年3月1日星期日", CHINESE_DATE_WEEKDAY, "2025-03-01"},
    {"2025年3月1日 3点", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日上午12点", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日下午12:30", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日晚上12点", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日晚上1点", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日上午15:00", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025-03-01 24:00", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025-03-01 9:60", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025-03-01 9:00-11:00", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025-03-01 9:00至11:00", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日-3日", CHINESE_DATE_TIME, "2025-03-01"},
    {"2025年3月1日前", CHINESE_DATE_TIME, "2025-03-01"},
};

static void test_good(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        Date date = {0};
        g_test_message("%s", good[i].text);
        g_assert_cmpint(chinese_date_parse(good[i].text, &date), ==, CHINESE_DATE_GOOD);
        g_autofree char *iso = date_format_iso(date);
        g_assert_cmpstr(iso, ==, good[i].iso);
    }
}

static void test_bad(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        Date date = {0};
        g_test_message("%s", bad[i].text);
        g_assert_cmpint(chinese_date_parse(bad[i].text, &date), ==, bad[i].found);
        if (!bad[i].iso)
            continue;
        g_autofree char *iso = date_format_iso(date);
        g_assert_cmpstr(iso, ==, bad[i].iso);
    }
}

/* Each day that is written is read as the same. */
static void test_format(void)
{
    Date date;

    g_assert_true(date_set(&date, 2025, 1, 5));
    g_autofree char *han = chinese_date_format(date, CHINESE_HAN);
    g_autofree char *digits = chinese_date_format(date, CHINESE_DIGITS);
    g_assert_cmpstr(han, ==, "二〇二五年一月五日");
    g_assert_cmpstr(digits, ==, "2025年1月5日");
    for (int i = 0; i < 800; i++, date.day++) {
        for (ChineseForm form = CHINESE_DIGITS; form <= CHINESE_HAN; form++) {
            Date read = {0};
            g_autofree char *text = chinese_date_format(date, form);
            g_assert_cmpint(chinese_date_parse(text, &read), ==, CHINESE_DATE_GOOD);
            g_assert_cmpint(date_compare(read, date), ==, 0);
        }
    }
}

static void test_years(void)
{
    static const char *const years[] = {"2025", "2025年", "2025年度", "２０２５", "二〇二五年", "二零二五"};
    static const char *const none[] = {"", "25", "25年", "二○二五年", "2025年前", "20255", "0025", "今年"};

    for (gsize i = 0; i < G_N_ELEMENTS(years); i++)
        g_assert_cmpint(chinese_year_parse(years[i]), ==, 2025);
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
        g_assert_cmpint(chinese_year_parse(none[i]), ==, 0);
}

static void test_periods(void)
{
    static const char *const periods[][2] = {
        {"2025", "2025"},
        {"2025年", "2025"},
        {"二〇二五年度", "2025"},
        {"2025-Q3", "2025-Q3"},
        {"2025Q3", "2025-Q3"},
        {"2025年第三季度", "2025-Q3"},
        {"2025年3季度", "2025-Q3"},
        {"二〇二五年第三季度", "2025-Q3"},
        {"2025年度第3季度", "2025-Q3"},
        {"2025年上半年", "2025-H1"},
        {"2025-h2", "2025-H2"},
        {"2025年下半年", "2025-H2"},
        {"2025-06", "2025-06"},
        {"2025-6", "2025-06"},
        {"2025/6", "2025-06"},
        {"2025年6月", "2025-06"},
        {"2025年6月份", "2025-06"},
        {"二〇二五年十二月", "2025-12"},
    };
    static const char *const none[] = {"",           "2025-13", "2025-Q5",       "2025年第五季度",
                                       "第三季度",   "2025年6", "2025-6-1",      "202506",
                                       "2025年前半", "25年6月", "2025年全年各月"};

    for (gsize i = 0; i < G_N_ELEMENTS(periods); i++) {
        g_autofree char *found = chinese_period_parse(periods[i][0]);
        g_assert_cmpstr(found, ==, periods[i][1]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
        g_assert_null(chinese_period_parse(none[i]));
}

/* Whatever the signs, it ends, and what is read is a day. */
static void test_random(void)
{
    static const char *const signs[] = {"年", "月", "日",   "〇", "二", "十", "廿", "2",    "0",
                                        "25", "-",  "/",    "○",  "O",  " ",  "T",  "下午", "点",
                                        "半", ":",  "星期", "（", "元", "9",  "\t", "𠮷"};

    for (guint i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(i % 2 ? "2025年3月1日" : NULL);
        Date date = {0};
        for (int j = g_test_rand_int_range(0, 12); j > 0; j--)
            g_string_append(text, signs[g_test_rand_int_range(0, G_N_ELEMENTS(signs))]);
        if (chinese_date_parse(text->str, &date) == CHINESE_DATE_GOOD)
            g_assert_cmpint(date.minute, <, 24 * 60);
        g_free(chinese_period_parse(text->str));
        chinese_year_parse(text->str);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chinese-date/good", test_good);
    g_test_add_func("/chinese-date/bad", test_bad);
    g_test_add_func("/chinese-date/format", test_format);
    g_test_add_func("/chinese-date/years", test_years);
    g_test_add_func("/chinese-date/periods", test_periods);
    g_test_add_func("/chinese-date/random", test_random);
    return g_test_run();
}

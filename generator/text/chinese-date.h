/* SPDX-License-Identifier: MIT */
/*
 * Dates as an office writes them: 2025年3月1日, 2025/3/1, 二〇二五年三月一日, 2025年3月1日（星期六）下午2:30.
 * What can mean one thing only is read; the rest is told apart, so that a message can say what to write
 * instead.
 */
#pragma once

#include "text/calendar.h"

typedef enum {
    CHINESE_DATE_GOOD,
    CHINESE_DATE_OTHER,      /* no date, or one that may mean several (1/3/2025) */
    CHINESE_DATE_NO_YEAR,    /* 3月1日 */
    CHINESE_DATE_NO_MONTH,   /* 2025-13-01, 0000-01-01 */
    CHINESE_DATE_NO_DAY,     /* 2025-02-30; the date is the last day of that month */
    CHINESE_DATE_SHORT_YEAR, /* 25年3月1日; the date is that of 2025 */
    CHINESE_DATE_CIRCLE,     /* 二○二五年: ○, O or 0 for 〇 (U+3007); the date is what was meant */
    CHINESE_DATE_WEEKDAY,    /* the day of the week is that of another day; the date is set */
    CHINESE_DATE_TIME,       /* a time that is none, or may mean two; the date is the whole day */
} ChineseDate;

/* Reads `text` into `date`, which is set where the comments above say so. ISO 8601 is read too. */
ChineseDate chinese_date_parse(const char *text, Date *date);

typedef enum {
    CHINESE_DIGITS, /* 2025年1月5日, as on official papers (GB/T 9704-2012, 7.3.5.4) */
    CHINESE_HAN,    /* 二〇二五年一月五日, with 〇 (U+3007) */
} ChineseForm;

/* The day of `date`; its time is left out. Newly allocated. */
char *chinese_date_format(Date date, ChineseForm form);

/*
 * The minute of the day that a time means, 0 to 1439, or -1 where that is not certain: 19:30, 9时30分,
 * 下午2:30, 晚上7点半. `text` is plain (chinese_plain).
 */
int chinese_time_parse(const char *text);

/* The year of 2025, 2025年, 2025年度, 二〇二五年; 0 where it is none of four digits. */
int chinese_year_parse(const char *text);
/*
 * A period in the form of the field kind: "2025", "2025-H1", "2025-Q3", "2025-06", also from 2025年上半年,
 * 2025年第三季度, 二〇二五年六月. Newly allocated, or NULL.
 */
char *chinese_period_parse(const char *text);

/* SPDX-License-Identifier: MIT */
#include "review/year.h"

#include "text/chinese-number.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

/* Years that differ by more are what an entry tells of: 1958年的老照片. */
#define COPIED_MOST 10

static int digit_of(gunichar c)
{
    const int digit = g_unichar_digit_value(c);
    return digit >= 0 ? digit : chinese_numeral_value(c);
}

/* The four digits before `end`, no fifth before them; 0 otherwise. */
static int year_before(const char *title, const char *end, const char **start)
{
    int year = 0, place = 1;
    guint count = 0;

    for (*start = end; *start > title; count++) {
        const char *p = g_utf8_prev_char(*start);
        const int digit = digit_of(g_utf8_get_char(p));
        if (digit < 0)
            break;
        year += count < 4 ? digit * place : 0;
        place *= 10;
        *start = p;
        if (count == 4)
            return 0;
    }
    return count == 4 && year >= 1900 && year <= 2100 ? year : 0;
}

/* 2023-2024年: the years of a span. */
static gboolean is_span(const char *title, const char *begin)
{
    static const char *const joints = "-~—–至到～－";
    const gunichar before = begin > title ? g_utf8_get_char(g_utf8_prev_char(begin)) : 0;

    return before && g_utf8_strchr(joints, -1, before);
}

/* The one year in a title; 0 if there are none, or several. */
static int title_year(const char *title, const char **start)
{
    int year = 0;

    for (const char *p = title; (p = strstr(p, "年")); p++) {
        const char *begin;
        const int found = year_before(title, p, &begin);
        if (found && (g_str_has_prefix(p, "年代") || (year && year != found)))
            return 0;
        if (found && is_span(title, begin))
            return 0;
        if (found && !year)
            *start = begin;
        year = found ? found : year;
    }
    return year;
}

/* What is written in the year after: reports, honours, accounts. */
static gboolean looks_back(const Entry *entry, const char *title)
{
    static const char *const words[] = {"总结", "决算", "上年", "报告", "考核", "评比", "评选",
                                        "评议", "表彰", "先进", "优秀", "文明", "审计", "财务",
                                        "收支", "结果", "述职", "年度", "台账", "回顾", "十佳",
                                        "最美", "公示", "名单", "公开", NULL};

    return strcmp(entry->type->name, "honour") == 0 || strcmp(entry->type->name, "model") == 0 ||
           strings_any_in(title, words);
}

/* What is written in the year before: plans, and what must be ready at the turn of the year. */
static gboolean looks_ahead(const char *title)
{
    static const char *const words[] = {"计划", "预算", "规划", "方案", "安排", "征订", "报名",
                                        "参保", "缴费", "医保", "春节", "元旦", "新年", "迎",
                                        "承诺", "招",   "征集", "展望", NULL};
    return strings_any_in(title, words);
}

static gboolean is_year_of(const Entry *entry, const char *title, int year)
{
    const int field = type_field(entry->type, "year");
    const Value *value = field >= 0 ? &entry->fields[field] : NULL;
    const gboolean named = value && value->kind == VALUE_INTEGER;
    int own, month, day;

    if (named && value->integer == year)
        return TRUE;
    if (named && strcmp(entry->type->name, "report") == 0)
        return FALSE;
    date_get(entry->day, &own, &month, &day);
    return year == own || (year == own - 1 && (month <= 3 || looks_back(entry, title))) ||
           (year == own + 1 && (month >= 10 || looks_ahead(title)));
}

void year_review(Prose *prose)
{
    const Entry *entry = prose->entry;
    const Value *title = &entry->fields[COMMON_TITLE];
    const char *start = NULL;

    if (title->kind != VALUE_TEXT || !entry_has_day(entry) || entry->faulty)
        return;
    const int year = title_year(title->text, &start);
    if (!year || is_year_of(entry, title->text, year))
        return;
    const int own = date_year(entry->day);
    if (year < own - COPIED_MOST || (start > title->text && year > own + COPIED_MOST))
        return;
    g_autofree char *subject = g_strdup_printf("%d年", year);
    finding_report(prose->review, SEVERITY_WARNING, FINDING_YEAR, entry, entry_place(entry, title), subject,
                   _("mend the title or the date"), _("the title is of the year %d, but the entry of %d"),
                   year, own);
}

/* SPDX-License-Identifier: MIT */
#include "import/matter.h"

#include "import/byline.h"
#include "import/heading.h"
#include "import/pattern.h"
#include "import/signature.h"
#include "text/chinese-date.h"

#include <string.h>

#define DECEMBER 12

void matter_clear(Matter *matter)
{
    g_free(matter->title);
    g_free(matter->document_no);
    g_free(matter->source);
    g_free(matter->author);
    g_free(matter->issuer);
    g_free(matter->signatory);
}

/* 2024 of "2024" and "二○二四", or 0. */
static int year_value(const char *text)
{
    static const char *const days[] = {"年1月1日", "年一月一日"};
    Date date;

    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autofree char *first = g_strconcat(text, days[i], NULL);
        const ChineseDate read = chinese_date_parse(first, &date);
        if (read == CHINESE_DATE_GOOD || read == CHINESE_DATE_CIRCLE)
            return date_year(date);
    }
    return 0;
}

/* The first year that a line names; a range of years names none. */
static int line_year(const char *text)
{
    static GRegex *regex;
    g_auto(GStrv) groups = NULL;
    /* ２００７年 */
    g_autofree char *line = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);

    if (!pattern_match(
            &regex,
            "(^|.)((?:19|20)\\d\\d|(?:一九|二[〇○ＯOo零0])[〇○ＯOo零0一二三四五六七八九]{2})\\s*(?:年|学年)",
            line, &groups))
        return 0;
    if (*groups[1] && g_utf8_strchr("-—–~～至到/、0123456789", -1, g_utf8_get_char(groups[1])))
        return 0;
    return year_value(groups[2]);
}

/* In the title, or alone below it: （2024年度）. */
static int named_year(const Paper *paper, const Matter *matter)
{
    static GRegex *alone;
    const int year = matter->title ? line_year(matter->title) : 0;

    if (year || paper->blocks->len <= matter->top)
        return year;
    const char *below = paper_block(paper, matter->top)->text;
    return strlen(below) < 64 && pattern_match(&alone, "^[（(]?.{4,5}年度?[）)]?$", below, NULL)
               ? line_year(below)
               : 0;
}

/* A paper of December is about its own year; one of January may be about either. */
static int date_report_year(const Matter *matter)
{
    int year, month, day;

    if (!matter->dated)
        return 0;
    date_get(matter->date, &year, &month, &day);
    return month == DECEMBER ? year : 0;
}

static const char *title_span(const char *title)
{
    static GRegex *half, *quarter;

    if (title && pattern_match(&half, "[上下]半年", title, NULL))
        return "half";
    return title && pattern_match(&quarter, "[一二三四1-4]季度", title, NULL) ? "quarter" : NULL;
}

void matter_find(Paper *paper, Matter *matter, Diagnostics *diagnostics)
{
    heading_find(paper, matter, diagnostics);
    byline_find(paper, matter);
    signature_find(paper, matter, diagnostics);
    matter->year = named_year(paper, matter);
    if (!matter->year)
        matter->year = date_report_year(matter);
    matter->span = title_span(matter->title);
}

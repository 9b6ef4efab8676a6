/* SPDX-License-Identifier: MIT */
#include "import/genre.h"

#include "import/character.h"
#include "import/pattern.h"

/* Behind the word: "（2024年度）", "及2025年工作计划", "——在居民大会上". "总结会" and "总结表彰大会" are
 * events, not reports.
 */
#define END "\\s*(?:[（(].*[）)]|(?:及|和|与|暨|、).*(?:计划|打算|要点|安排|思路)|(?:—|－－|--|──).*)?$"

Genre genre_of(const char *title)
{
    static GRegex *review, *notice, *report;
    g_auto(GStrv) groups = NULL;
    g_autofree char *squeezed = NULL;

    if (!title)
        return (Genre){"news", NULL, NULL};
    title = squeezed = text_squeeze(title);
    if (pattern_match(&review, "公示(?:公告|通告|书|名单|表)?" END, title, NULL))
        return (Genre){"notice", "review", "公示"};
    if (pattern_match(&notice, "(通知|公告|通告)(?:书)?" END, title, &groups))
        return (Genre){"notice", "notice", g_intern_string(groups[1])};
    if (pattern_match(&report, "(工作报告|述职报告|述职述廉报告|述职|总结报告|总结)" END, title, &groups))
        return (Genre){"report", NULL, g_intern_string(groups[1])};
    return (Genre){"news", NULL, NULL};
}

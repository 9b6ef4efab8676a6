/* SPDX-License-Identifier: MIT */
#include "archive/adopt-name.h"

#include "import/number.h"
#include "import/pattern.h"
#include "text/chinese-number.h"
#include "text/identity.h"
#include "text/path.h"
#include "text/space.h"

#include <stdlib.h>
#include <string.h>

#define ENDING_MOST 12

char *old_stem(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? g_strndup(name, (gsize)(dot - name)) : g_strdup(name);
}

char *old_ending(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? g_ascii_strdown(dot + 1, -1) : g_strdup("");
}

static gboolean day_set(Date *day, int year, int wanted, int month, int number)
{
    Date found;

    if (year != wanted || !date_set(&found, year, month, number))
        return FALSE;
    *day = (Date){found.day, -1};
    return TRUE;
}

static gboolean last_of_month(Date *day, int year, int month)
{
    for (int number = 31; number >= 28; number--)
        if (day_set(day, year, year, month, number))
            return TRUE;
    return FALSE;
}

static gboolean month_of(const char *plain, int year, Date *day)
{
    static GRegex *whole, *bare, *han;
    g_auto(GStrv) groups = NULL;

    if (pattern_match(&whole, "(?<!\\d)(\\d{4})(?:年|[-._])(\\d{1,2})(?:月|(?![-._\\d]))", plain, &groups))
        return atoi(groups[1]) == year && last_of_month(day, year, atoi(groups[2]));
    if (pattern_match(&bare, "(?<![\\d至到])(\\d{1,2})月(?!\\d)", plain, &groups))
        return last_of_month(day, year, atoi(groups[1]));
    if (!pattern_match(&han, "(?<![个至到〇一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月(?!\\d)",
                       plain, &groups))
        return FALSE;
    const char *at = groups[1];
    return last_of_month(day, year, (int)number_value(&at));
}

gboolean old_name_day(const char *name, int year, Date *day)
{
    static GRegex *parted, *solid, *short_;
    g_autofree char *plain = chinese_plain(name);
    g_auto(GStrv) groups = NULL;

    if (pattern_match(&parted, "(?<!\\d)(\\d{4})(?:[-._ ]|年)(\\d{1,2})(?:[-._ ]|月)(\\d{1,2})(?!\\d)", plain,
                      &groups) &&
        day_set(day, atoi(groups[1]), year, atoi(groups[2]), atoi(groups[3])))
        return TRUE;
    g_clear_pointer(&groups, g_strfreev);
    /* A camera writes the time behind it. */
    if (pattern_match(&solid, "(?<!\\d)((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)(?:\\d{6}|\\d{9})?(?!\\d)", plain,
                      &groups) &&
        day_set(day, atoi(groups[1]), year, atoi(groups[2]), atoi(groups[3])))
        return TRUE;
    g_clear_pointer(&groups, g_strfreev);
    if (pattern_match(&short_, "(?<!\\d)(?<!\\d年)(\\d{1,2})月(\\d{1,2})[日号]?(?!\\d)", plain, &groups) &&
        day_set(day, year, year, atoi(groups[1]), atoi(groups[2])))
        return TRUE;
    return month_of(plain, year, day);
}

int old_name_year(const char *title)
{
    static GRegex *regex;
    g_autofree char *plain = chinese_plain(title);
    g_auto(GStrv) groups = NULL;

    return pattern_match(&regex, "(?<!\\d)((?:19|20)\\d\\d)(?:年|(?!\\d))", plain, &groups) ? atoi(groups[1])
                                                                                            : 0;
}

/* What says which draft of it this was: "…通知（终稿）修改2", "总结 - 副本 (2)". */
#define DRAFT "终稿|定稿|最终[稿版]|修改[稿版]|修改(?=\\d)|最新版|副本"
#define DRAFT_TAIL "(?:\\s*[（(](?:(?:" DRAFT "|修改|最新)\\d*|\\d)[）)]|[\\s_-]*(?:" DRAFT ")\\d*)+$"

char *old_file_title(const OldFile *file)
{
    static GRegex *numbered, *draft;
    g_autofree char *stem = old_stem(file->name);
    g_auto(GStrv) behind = NULL, before = NULL;

    const char *title = pattern_match(&numbered,
                                      "^(?:\\d{1,3}[-._、 ]+|\\d{4}-\\d\\d-\\d\\d[-_ ]*|\\d{8}[-_ "
                                      "]*)(.*\\p{L}.*)$",
                                      stem, &behind)
                            ? behind[1]
                            : stem;
    if (pattern_match(&draft, "^(.*?\\p{L}.*?)" DRAFT_TAIL, title, &before))
        title = before[1];
    g_autofree char *hidden = identity_hide(title);
    return g_strdup(g_strstrip(hidden));
}

/* Whether there is nothing in it but numbers, signs and what numbers a day. */
static gboolean is_number(const char *name)
{
    guint letters = 0;

    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) && !g_utf8_strchr("第年月日号度份一二三四五六七八九十〇", -1, c))
            letters += c < 0x3000 ? 1 : 2;
    }
    return letters < 2;
}

/* Whether a name says nothing of what is in the folder. */
static gboolean says_little(const char *name)
{
    static const char *const words[] = {
        "照片",   "图片",  "相片",       "扫描",  "扫描件", "复印件",     "资料",    "材料",
        "档案",   "附件",  "文件",       "其他",  "其它",   "视频",       "影像",    "原件",
        "电子版", "文档",  "新建文件夹", "photo", "photos", "pictures",   "images",  "scan",
        "scans",  "files", "documents",  "other", "misc",   "new folder", "archive", "old"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(name, words[i]) == 0)
            return TRUE;
    return is_number(name);
}

char *old_folder_title(const OldFolder *folder, int year, gboolean chinese)
{
    g_autofree char *name = g_strstrip(identity_hide(folder->name));

    if (!folder->up && says_little(name))
        return g_strdup_printf(chinese ? "%d年档案资料" : "Files of %d", year);
    if (!folder->up || !says_little(name))
        return g_steal_pointer(&name);
    g_autofree char *around = old_folder_title(folder->up, year, chinese);
    return g_strconcat(around, chinese && !g_ascii_isalnum(*name) ? "" : " ", name, NULL);
}

/* A name that does not stand for an entry, nor for a picture out of a Word document. */
static char *name_beside(const char *name)
{
    g_autofree char *hidden = identity_hide(name);
    g_autofree char *stem = old_stem(hidden);
    g_autofree char *ending = old_ending(hidden);
    const gboolean entry = strcmp(ending, "md") == 0 || strcmp(ending, "markdown") == 0;
    const gboolean long_ = strlen(ending) > ENDING_MOST;
    g_autofree char *part = path_part(long_ ? hidden : stem);
    g_autofree char *own =
        g_str_has_prefix(part, "image-") ? g_strconcat("old-", part, NULL) : g_strdup(part);

    if (long_ || !*ending)
        return g_steal_pointer(&own);
    g_autofree char *end = path_part(strrchr(hidden, '.') + 1);
    return entry ? g_strconcat(own, "-md.txt", NULL) : g_strconcat(own, ".", end, NULL);
}

GPtrArray *old_names_beside(const GPtrArray *files)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < files->len; i++) {
        const OldFile *file = files->pdata[i];
        g_autofree char *name = name_beside(file->name);
        g_autofree char *stem = old_stem(name);
        const char *end = name + strlen(stem);
        char *unique = g_strdup(name);
        for (guint n = 2; !g_hash_table_add(folded, path_fold(unique)); n++) {
            g_free(unique);
            unique = g_strdup_printf("%s-%u%s", stem, n, end);
        }
        g_ptr_array_add(names, unique);
    }
    return names;
}

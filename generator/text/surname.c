/* SPDX-License-Identifier: MIT */
#include "text/surname.h"

#include <string.h>

/*
 * Readings by Xiandai Hanyu Cidian (现代汉语词典), whose entries mark them 姓. What stands for a surname is
 * read alike and no surname itself, so that nobody else's names come among its own.
 */
static const char *const READINGS[][2] = {
    {"万俟", "墨其"}, {"尉迟", "裕迟"}, {"令狐", "灵狐"}, {"澹台", "檀台"}, {"曾", "增"}, {"单", "善"},
    {"仇", "求"},     {"查", "渣"},     {"解", "械"},     {"翟", "宅"},     {"覃", "禽"}, {"区", "鸥"},
    {"盖", "舸"},     {"朴", "瓢"},     {"召", "哨"},     {"秘", "币"},     {"洗", "险"}, {"折", "蛇"},
    {"祭", "债"},     {"缪", "妙"},     {"乐", "月"},     {"种", "虫"},     {"员", "韵"}, {"任", "仁"},
    {"燕", "烟"},     {"华", "画"},     {"过", "锅"},     {"繁", "婆"},     {"句", "勾"}, {"佴", "耐"},
    {"乜", "涅"},
};

/* How many Han characters it is; 0 if it is anything else as well. */
static guint count_han(const char *name)
{
    guint count = 0;

    if (!g_utf8_validate(name, -1, NULL))
        return 0;
    for (const char *p = name; *p; p = g_utf8_next_char(p), count++)
        if (g_unichar_get_script(g_utf8_get_char(p)) != G_UNICODE_SCRIPT_HAN)
            return 0;
    return count;
}

char *surname_respell(const char *name)
{
    const guint count = count_han(name);

    for (guint i = 0; count >= 2 && i < G_N_ELEMENTS(READINGS); i++) {
        const char *surname = READINGS[i][0];
        const guint most = (guint)g_utf8_strlen(surname, -1) + 2;
        if (g_str_has_prefix(name, surname) && count <= most)
            return g_strconcat(READINGS[i][1], name + strlen(surname), NULL);
    }
    return g_strdup(name);
}

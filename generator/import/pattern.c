/* SPDX-License-Identifier: MIT */
#include "import/pattern.h"

gboolean pattern_match(GRegex **regex, const char *pattern, const char *text, char ***groups)
{
    g_autoptr(GMatchInfo) match = NULL;

    if (!*regex)
        *regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, NULL);
    if (!g_regex_match(*regex, text, 0, &match))
        return FALSE;
    if (groups)
        *groups = g_match_info_fetch_all(match);
    return TRUE;
}

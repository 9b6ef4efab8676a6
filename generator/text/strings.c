/* SPDX-License-Identifier: MIT */
#include "text/strings.h"

#include <glib/gi18n.h>

char *strings_list(const char *const *words)
{
    /* Translators: stands between the words of a list: "news, notices, events" */
    return g_strjoinv(_(", "), (char **)words);
}

gboolean strings_any_in(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strstr(text, *words))
            return TRUE;
    return FALSE;
}

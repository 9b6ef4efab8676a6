/* SPDX-License-Identifier: MIT */
#include "cli/today.h"

#include "build/failure.h"

#include <glib/gi18n.h>

gboolean today_get(const Options *options, const char *timezone, Date *today, GError **error)
{
    if (options->date && (!date_parse(options->date, today) || today->minute >= 0)) {
        g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("'%s' is no date; write it as 2025-06-29"),
                    options->date);
        return FALSE;
    }
    if (options->date || date_today(timezone, today))
        return TRUE;
    g_set_error(error, BUILD_ERROR, BUILD_ERROR_USAGE, _("there is no time zone '%s'"), timezone);
    return FALSE;
}

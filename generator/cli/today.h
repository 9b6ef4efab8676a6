/* SPDX-License-Identifier: MIT */
#pragma once

#include "cli/options.h"
#include "text/calendar.h"

/* The day that --date names, else today in `timezone`. BUILD_ERROR_USAGE if that is no day. */
gboolean today_get(const Options *options, const char *timezone, Date *today, GError **error);

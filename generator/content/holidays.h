/* SPDX-License-Identifier: MIT */
/*
 * The days on which people in China work: Monday to Friday, without the holidays and with the exchanged
 * weekends of the State Council's notice for each year (国务院办公厅关于…年部分节假日安排的通知). The notices
 * of some years are built in, a file a year; a site's own data/holidays/cn-YEAR.yaml takes the place of the
 * built-in one.
 */
#pragma once

#include "text/calendar.h"
#include "text/diagnostic.h"

typedef struct Holidays Holidays;

/*
 * Reads the files of the site `root` (NULL: it has none); those that are built in are read once they are
 * asked for. Mistakes go to `diagnostics`. NULL with `error` where a file cannot be read.
 */
Holidays *holidays_load(const char *root, Diagnostics *diagnostics, GError **error);
void holidays_free(Holidays *holidays);

/* Whether there is a file of that year. */
gboolean holidays_know(Holidays *holidays, int year);
/* Of a year that is not known, Monday to Friday are taken for working days. */
gboolean holidays_is_working_day(Holidays *holidays, Date day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Holidays, holidays_free)

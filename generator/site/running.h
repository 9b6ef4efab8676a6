/* SPDX-License-Identifier: MIT */
/* What is running: what belongs on a board today. */
#pragma once

#include "content/entry.h"

/* An entry without an end is running for so many days, the first among them. */
#define RUNNING_DAYS 30

/* Whether entries of `type` are events: they begin and end on days of their own. */
gboolean type_has_events(const Type *type);
/*
 * The last day on which an entry is running: of an event its last, else `last_day`, else RUNNING_DAYS days
 * after its own; DAY_NONE if it never is.
 */
gint32 entry_runs_until(const Entry *entry);
/* Whether the entry, whose state is set, is shown today and has not had its time. */
gboolean entry_is_running(const Entry *entry, Date today);
/* Whether a row of a data file is current: today is within its fields `from` and `to`, as far as it has them.
 */
gboolean row_is_current(const Value *row, Date today);

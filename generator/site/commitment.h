/* SPDX-License-Identifier: MIT */
/*
 * The arithmetic of commitments. `status` decides what has become of one: fulfilled and unfulfilled are
 * closed, whatever `closed` says; `closed` tells only whether that was in time. `made` plays no part.
 *
 *   counted    not withdrawn, and closed or due by today; without a due date: once it is closed
 *   overdue    neither closed nor withdrawn, and due before today
 *   late       fulfilled, and closed after the day it was due
 *   rate       fulfilled ÷ counted
 */
#pragma once

#include "site/collection.h"

/* Commitments by what has become of them: total = fulfilled + unfulfilled + open + withdrawn. */
typedef struct {
    guint total;
    guint counted;
    guint fulfilled;
    guint unfulfilled;
    guint open; /* pledged or in progress */
    guint withdrawn;
    guint overdue; /* of the open ones */
    guint late;    /* of the fulfilled ones */
} Tally;

#define TALLY_PERCENT_SIZE 16

typedef struct {
    Value value; /* that they share; VALUE_NONE for those without one, and for all together */
    const Collection *entries;
    Tally tally;
} Rate;

/* FALSE for every other type. */
gboolean entry_is_open(const Entry *entry);
gboolean entry_overdue(const Entry *entry, Date today);
gboolean entry_counted(const Entry *entry, Date today);
gboolean entry_late(const Entry *entry);

/*
 * The rates of the commitments in a collection, whose flags are set, as Rate: all together in one (`field`
 * NULL), or one for each value of a field in the order of collection_group(), and at the end one for those
 * without a value, if there are any. Together the rows count each commitment once. "year" is the year of
 * `made`. Owned by the collection. NULL if `field` holds lists or records, or cannot be named.
 */
const GArray *commitment_rates(const Collection *collection, const char *field);

/*
 * The rate as readers see it, "96.7%": to the nearest tenth of a percent, a whole one without its zero; but
 * "100%" only if all are fulfilled and "0%" only if none is. FALSE where nothing is counted.
 */
gboolean tally_percent(const Tally *tally, char text[TALLY_PERCENT_SIZE]);

/* SPDX-License-Identifier: MIT */
/*
 * The days on which what a site holds changes by itself, without anybody touching a file: an entry begins or
 * ceases to be shown, a commitment falls due.
 */
#pragma once

#include "site/site.h"

/* What a theme looks at; what it does not look at cannot change its pages. */
typedef enum {
    WATCH_TODAY = 1 << 0,     /* the date itself: every midnight may change something */
    WATCH_OVERDUE = 1 << 1,   /* whether a commitment is overdue */
    WATCH_COUNTED = 1 << 2,   /* whether it counts in a rate */
    WATCH_DAYS_LEFT = 1 << 3, /* how many days an entry is still shown */
    WATCH_RUNNING = 1 << 4,   /* whether it is running: a build makes its sheet */
} Watch;

typedef enum {
    CHANGE_SHOWN,   /* shown from that day on */
    CHANGE_EXPIRED, /* the day before was its last */
    CHANGE_DUE,     /* a commitment counts from that day on */
    CHANGE_OVERDUE, /* from that day on */
    CHANGE_RUN,     /* the day before was the last on which it was running (site/running.h) */
} ChangeKind;

typedef struct {
    ChangeKind kind;
    const Entry *entry;
    Date day;
} Change;

/*
 * All that changes on the next day after today on which something does, in the order of files; empty if
 * nothing ever does. `watched`: a set of Watch. What changes from day to day is not among them. Newly
 * allocated.
 */
GArray *changes_next(const Site *site, guint watched);
/* Whether the next midnight may change something that is counted in days. */
gboolean changes_daily(const Site *site, guint watched);
/* "shown", "expired", "due", "overdue", "run". */
const char *change_name(ChangeKind kind);

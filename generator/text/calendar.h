/* SPDX-License-Identifier: MIT */
/* Days and times of day, as notices give them: in the site's own time zone. */
#pragma once

#include <glib.h>

typedef struct {
    gint32 day;    /* days since 1970-01-01 in the proleptic Gregorian calendar */
    gint32 minute; /* of the day, 0 to 1439; -1: the whole day */
} Date;

/* ISO 8601: YYYY-MM-DD, or with a time after a space or a T: HH:MM or HH:MM:SS (seconds are dropped). */
gboolean date_parse(const char *text, Date *date);
/* FALSE where there is no such day; years 1 to 9999. */
gboolean date_set(Date *date, int year, int month, int day);
void date_get(Date date, int *year, int *month, int *day);
int date_year(Date date);
int date_weekday(Date date); /* 1 Monday to 7 Sunday */
/* By day, then by time; a whole day comes before its times. */
int date_compare(Date a, Date b);
/* YYYY-MM-DD, or YYYY-MM-DDTHH:MM with a time; newly allocated. */
char *date_format_iso(Date date);

/* Today in `timezone` (an IANA name); FALSE if there is no such zone. */
gboolean date_today(const char *timezone, Date *today);
/*
 * The moment `date` begins, as RFC 3339 with the zone's offset on that day (2025-06-29T00:00:00+08:00); newly
 * allocated.
 */
char *date_format_rfc3339(Date date, GTimeZone *timezone);
/* The same moment in UTC, as calendars have it (RFC 5545, 3.3.5): 20250629T113000Z; newly allocated. */
char *date_format_utc(Date date, GTimeZone *timezone);
/* The day `days` later, or earlier, at the same time; FALSE beyond the years 1 to 9999. */
gboolean date_shift(Date *date, gint64 days);

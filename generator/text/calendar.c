/* SPDX-License-Identifier: MIT */
#include "text/calendar.h"

/* GDate counts from 1 January of year 1, which is its day 1. */
#define JULIAN_OF_1970 719163

gboolean date_set(Date *date, int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return FALSE;
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return FALSE;
    GDate g;
    g_date_clear(&g, 1);
    g_date_set_dmy(&g, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    *date = (Date){.day = (gint32)g_date_get_julian(&g) - JULIAN_OF_1970, .minute = -1};
    return TRUE;
}

static void date_to_gdate(Date date, GDate *g)
{
    g_date_clear(g, 1);
    g_date_set_julian(g, (guint32)(date.day + JULIAN_OF_1970));
}

void date_get(Date date, int *year, int *month, int *day)
{
    GDate g;
    date_to_gdate(date, &g);
    *year = g_date_get_year(&g);
    *month = g_date_get_month(&g);
    *day = g_date_get_day(&g);
}

int date_year(Date date)
{
    int year, month, day;
    date_get(date, &year, &month, &day);
    return year;
}

int date_weekday(Date date)
{
    GDate g;
    date_to_gdate(date, &g);
    return (int)g_date_get_weekday(&g);
}

/* Exactly `count` digits at `*text`, which moves past them; -1 if there are fewer. */
static int take_digits(const char **text, int count)
{
    int number = 0;

    for (; count > 0; count--, (*text)++) {
        if (!g_ascii_isdigit(**text))
            return -1;
        number = number * 10 + (**text - '0');
    }
    return number;
}

static gboolean take(const char **text, char c)
{
    if (**text != c)
        return FALSE;
    (*text)++;
    return TRUE;
}

static gboolean parse_time(const char *text, gint32 *minute)
{
    const int hours = take_digits(&text, 2);
    if (hours < 0 || hours > 23 || !take(&text, ':'))
        return FALSE;
    const int minutes = take_digits(&text, 2);
    if (minutes < 0 || minutes > 59)
        return FALSE;
    if (take(&text, ':')) {
        const int seconds = take_digits(&text, 2);
        if (seconds < 0 || seconds > 59)
            return FALSE;
    }
    *minute = hours * 60 + minutes;
    return *text == '\0';
}

gboolean date_parse(const char *text, Date *date)
{
    const int year = take_digits(&text, 4);
    if (year < 0 || !take(&text, '-'))
        return FALSE;
    const int month = take_digits(&text, 2);
    if (month < 0 || !take(&text, '-'))
        return FALSE;
    const int day = take_digits(&text, 2);
    if (day < 0 || !date_set(date, year, month, day))
        return FALSE;
    if (*text == '\0')
        return TRUE;
    return (take(&text, 'T') || take(&text, ' ')) && parse_time(text, &date->minute);
}

int date_compare(Date a, Date b)
{
    if (a.day != b.day)
        return a.day < b.day ? -1 : 1;
    return (a.minute > b.minute) - (a.minute < b.minute);
}

char *date_format_iso(Date date)
{
    int year, month, day;
    date_get(date, &year, &month, &day);
    if (date.minute < 0)
        return g_strdup_printf("%04d-%02d-%02d", year, month, day);
    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d", year, month, day, date.minute / 60, date.minute % 60);
}

gboolean date_today(const char *timezone, Date *today)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(timezone);
    if (!zone)
        return FALSE;
    g_autoptr(GDateTime) now = g_date_time_new_now(zone);
    int year, month, day;
    g_date_time_get_ymd(now, &year, &month, &day);
    return date_set(today, year, month, day);
}

/* The moment at which a clock shows what `shown` shows, if it is `offset` ahead of UTC; in `timezone`. */
static GDateTime *shown_at(GDateTime *shown, GTimeSpan offset, GTimeZone *timezone)
{
    g_autoptr(GDateTime) moment = g_date_time_add(shown, -offset);
    return moment ? g_date_time_to_timezone(moment, timezone) : NULL;
}

static GTimeSpan offset_near(GDateTime *shown, int days, GTimeZone *timezone)
{
    g_autoptr(GDateTime) moment = shown_at(shown, -days * G_TIME_SPAN_DAY, timezone);
    return moment ? g_date_time_get_utc_offset(moment) : 0;
}

/*
 * NULL in a year that GLib does not know. A time that there is twice is the first of the two; one that is
 * left out is reckoned with the offset before the gap (RFC 5545, 3.3.5). GLib takes the second, and the end
 * of the gap.
 */
static GDateTime *date_moment(Date date, GTimeZone *timezone)
{
    int year, month, day;
    date_get(date, &year, &month, &day);
    const int minute = MAX(date.minute, 0);
    g_autoptr(GDateTime) shown = g_date_time_new_utc(year, month, day, minute / 60, minute % 60, 0);
    if (!shown)
        return NULL;

    const GTimeSpan before = offset_near(shown, -1, timezone), after = offset_near(shown, 1, timezone);
    g_autoptr(GDateTime) first = shown_at(shown, before, timezone);
    if (!first || g_date_time_get_utc_offset(first) == before)
        return g_steal_pointer(&first);
    g_autoptr(GDateTime) second = shown_at(shown, after, timezone);
    return second && g_date_time_get_utc_offset(second) == after ? g_steal_pointer(&second)
                                                                 : g_steal_pointer(&first);
}

char *date_format_rfc3339(Date date, GTimeZone *timezone)
{
    g_autoptr(GDateTime) time = date_moment(date, timezone);
    return time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%S%:z") : date_format_iso(date);
}

char *date_format_utc(Date date, GTimeZone *timezone)
{
    g_autoptr(GDateTime) time = date_moment(date, timezone);
    g_autoptr(GDateTime) utc = time ? g_date_time_to_utc(time) : NULL;
    return utc ? g_date_time_format(utc, "%Y%m%dT%H%M%SZ") : date_format_iso(date);
}

gboolean date_shift(Date *date, gint64 days)
{
    Date first = {0}, last = {0};

    date_set(&first, 1, 1, 1);
    date_set(&last, 9999, 12, 31);
    if (days < first.day - date->day || days > last.day - date->day)
        return FALSE;
    date->day += (gint32)days;
    return TRUE;
}

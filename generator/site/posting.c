/* SPDX-License-Identifier: MIT */
#include "site/posting.h"

#include <glib/gi18n.h>
#include <string.h>

static const Date no_day = {.day = DAY_NONE, .minute = -1};

/* A posting as it was counted. */
typedef struct {
    Date from, until;
    Date shortest; /* in calendar days: its working days cannot be over sooner */
    int unknown;   /* the first year in it whose working days are not known; 0 if all are */
} Posting;

gboolean entry_is_review(const Entry *entry)
{
    const Value *kind = entry_named(entry, NAMED_KIND);

    return kind->kind == VALUE_TEXT && strcmp(kind->text, "review") == 0 &&
           strcmp(entry->type->name, "notice") == 0;
}

static gboolean says(const Value *posting, const char *name, const char *text)
{
    const Value *value = value_get(posting, name);
    return value && value->kind == VALUE_TEXT && strcmp(value->text, text) == 0;
}

/* The last day that there is: years have four digits. */
static gint32 day_last(void)
{
    Date last;

    date_set(&last, 9999, 12, 31);
    return last.day;
}

static Date day_after(Date date, gint64 days)
{
    return (Date){.day = (gint32)MIN(date.day + days, day_last()), .minute = -1};
}

/* The working day number `count`, from 1, on and after `date`. */
static Date working_day(Holidays *holidays, Date date, gint64 count)
{
    const gint32 last = day_last();

    for (; date.day < last; date.day++)
        if (holidays_is_working_day(holidays, date) && --count == 0)
            break;
    return date;
}

static int unknown_year(Holidays *holidays, Date from, Date until)
{
    for (int year = date_year(from); year <= date_year(until); year++)
        if (!holidays_know(holidays, year))
            return year;
    return 0;
}

static Posting posting_count(const Value *value, gint64 days, Date date, Holidays *holidays)
{
    const Date first = day_after(date, says(value, "start", "next-day") ? 1 : 0);
    Posting posting = {first, day_after(first, days - 1), day_after(first, days - 1), 0};

    if (!says(value, "unit", "working-day"))
        return posting;
    posting.from = working_day(holidays, first, 1);
    posting.until = working_day(holidays, first, days);
    posting.unknown = unknown_year(holidays, first, posting.until);
    return posting;
}

/* The days that are written, or 0 after a diagnostic. */
static gint64 days_of(const Entry *entry, const Value *posting, Diagnostics *diagnostics)
{
    const Value *days = value_get(posting, "days");

    if (!days)
        return 0;
    if (days->integer >= 1 && days->integer <= POSTING_DAYS_MAX)
        return days->integer;
    diagnostics_error(diagnostics, entry_place(entry, days), NULL, _("'%s' must be from %d to %d"), "days", 1,
                      POSTING_DAYS_MAX);
    return 0;
}

static char *unknown_hint(int year)
{
    return g_strdup_printf(_("add data/holidays/cn-%04d.yaml, or write the last day as 'expires'"), year);
}

static void report_unknown(const Entry *entry, const Value *value, const Posting *posting,
                           Diagnostics *diagnostics)
{
    g_autofree char *weekdays = date_format_iso(posting->until);
    g_autofree char *calendar = date_format_iso(posting->shortest);
    g_autofree char *hint = unknown_hint(posting->unknown);

    diagnostics_warning(diagnostics, entry_place(entry, value), hint,
                        _("the working days of %d are not known: counted from Monday to Friday the review "
                          "ends on %s, in calendar days on %s"),
                        posting->unknown, weekdays, calendar);
}

/* `end` is no day to advise where working days are not known: it is only the first that it could be. */
static void report_cut(const Entry *entry, const Value *expires, Date end, int unknown,
                       Diagnostics *diagnostics)
{
    g_autofree char *shown = date_format_iso((Date){expires->date.day, -1});
    g_autofree char *until = date_format_iso(end);
    g_autofree char *hint =
        unknown ? unknown_hint(unknown) : g_strdup_printf(_("write 'expires: %s', or leave it out"), until);

    diagnostics_error(diagnostics, entry_place(entry, expires), hint,
                      _("the review is shown until %s only, but posted until %s"), shown, until);
}

static void check_publish(const Entry *entry, Date from, Diagnostics *diagnostics)
{
    const Value *publish = &entry->fields[COMMON_PUBLISH];

    if (publish->kind != VALUE_DATE || publish->date.day <= from.day)
        return;
    g_autofree char *counted = date_format_iso(from);
    g_autofree char *shown = date_format_iso((Date){publish->date.day, -1});
    diagnostics_warning(diagnostics, entry_place(entry, publish),
                        _("let 'date' be the day on which it is posted"),
                        _("the review is counted from %s, but shown from %s"), counted, shown);
}

/* Where a year is not known, the author's word for the end is better than a guess. */
static Date posting_end(const Entry *entry, const Value *value, const Posting *posting,
                        Diagnostics *diagnostics)
{
    const Value *expires = &entry->fields[COMMON_EXPIRES];
    const Date least = posting->unknown ? posting->shortest : posting->until;

    if (expires->kind != VALUE_DATE) {
        if (posting->unknown)
            report_unknown(entry, value, posting, diagnostics);
        return posting->until;
    }
    if (expires->date.day < least.day) {
        report_cut(entry, expires, least, posting->unknown, diagnostics);
        return posting->until;
    }
    return posting->unknown ? (Date){expires->date.day, -1} : posting->until;
}

static void warn_endless(const Entry *entry, Diagnostics *diagnostics)
{
    if (entry->fields[COMMON_EXPIRES].kind != VALUE_NONE || entry->faulty)
        return; /* what is missing may only be misspelt */
    diagnostics_warning(diagnostics, entry_place(entry, entry_named(entry, NAMED_KIND)),
                        _("add a line such as: posting: { days: 5, unit: working-day, start: next-day }"),
                        _("the review has no end"));
}

static void review_set(Entry *entry, const Value *value, gint64 days, Holidays *holidays,
                       Diagnostics *diagnostics)
{
    const Value *date = &entry->fields[COMMON_DATE];

    if (days == 0 || date->kind != VALUE_DATE)
        return;
    const Posting posting = posting_count(value, days, date->date, holidays);
    entry->posting_from = posting.from;
    entry->posting_until = posting_end(entry, value, &posting, diagnostics);
    check_publish(entry, posting.from, diagnostics);
}

void posting_set(Entry *entry, Holidays *holidays, Diagnostics *diagnostics)
{
    entry->posting_from = entry->posting_until = no_day;
    if (strcmp(entry->type->name, "notice") != 0)
        return;
    const Value *value = entry_named(entry, NAMED_POSTING);
    const gboolean review = entry_is_review(entry);
    const gint64 days = value->kind == VALUE_RECORD ? days_of(entry, value, diagnostics) : 0;
    if (review && value->kind == VALUE_NONE)
        warn_endless(entry, diagnostics);
    else if (review)
        review_set(entry, value, days, holidays, diagnostics);
    else if (value->kind != VALUE_NONE && !entry->faulty)
        diagnostics_warning(diagnostics, entry_place(entry, value),
                            _("write 'kind: review' if it is one; for the last day, write 'expires'"),
                            _("'%s' does nothing here: this is no review"), "posting");
}

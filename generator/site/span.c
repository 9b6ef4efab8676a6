/* SPDX-License-Identifier: MIT */
#include "site/span.h"

int entry_year(const Entry *entry)
{
    const Value *year = entry_field(entry, "year");

    if (year && year->kind == VALUE_INTEGER)
        return (int)year->integer;
    return entry_has_day(entry) ? date_year(entry->day) : 0;
}

static int later_year(int year, const Value *end)
{
    return end && end->kind == VALUE_DATE ? MAX(year, date_year(end->date)) : year;
}

int entry_last_year(const Entry *entry)
{
    const Value *closed = entry_field(entry, "closed");
    int year = entry_year(entry);

    if (year == 0)
        return 0;
    year = later_year(year, entry_field(entry, "end"));
    year = later_year(year, closed && closed->kind == VALUE_DATE ? closed : entry_field(entry, "due"));
    return entry->posting_until.day != DAY_NONE ? MAX(year, date_year(entry->posting_until)) : year;
}

gboolean entry_is_of_year(const Entry *entry, int year)
{
    const int own = entry_year(entry);

    return own != 0 && own <= year && year <= entry_last_year(entry);
}

gboolean entry_spans_years(const Entry *entry)
{
    return entry_last_year(entry) > entry_year(entry);
}

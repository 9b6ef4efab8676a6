/* SPDX-License-Identifier: MIT */
#include "site/running.h"

#include "site/visibility.h"

gboolean type_has_events(const Type *type)
{
    return type_field(type, "start") >= 0;
}

/* The day on which an event ends, or DAY_NONE for what is no event. */
static gint32 event_end(const Entry *entry)
{
    static const char *const names[] = {"end", "start"};

    for (gsize i = 0; i < G_N_ELEMENTS(names) && type_has_events(entry->type); i++) {
        const int index = type_field(entry->type, names[i]);
        const Value *value = index >= 0 ? entry_visible(entry, (guint)index) : NULL;
        if (value && value->kind == VALUE_DATE)
            return value->date.day;
    }
    return DAY_NONE;
}

gint32 entry_runs_until(const Entry *entry)
{
    const gint32 end = event_end(entry);

    if (end != DAY_NONE)
        return end;
    if (entry->last_day.day != DAY_NONE)
        return entry->last_day.day;
    return entry_has_day(entry) ? entry->day.day + RUNNING_DAYS - 1 : DAY_NONE;
}

gboolean entry_is_running(const Entry *entry, Date today)
{
    return entry->state == ENTRY_LISTED && entry_runs_until(entry) >= today.day;
}

/* The day in a field of a row, which in a free form or a table is a text; DAY_NONE if it has none. */
static gint32 row_day(const Value *row, const char *name)
{
    const Value *value = row->kind == VALUE_RECORD ? value_get(row, name) : NULL;
    Date date;

    if (value && value->kind == VALUE_DATE)
        return value->date.day;
    if (value && value->kind == VALUE_TEXT && date_parse(value->text, &date))
        return date.day;
    return DAY_NONE;
}

gboolean row_is_current(const Value *row, Date today)
{
    const gint32 from = row_day(row, "from"), to = row_day(row, "to");

    return (from == DAY_NONE || from <= today.day) && (to == DAY_NONE || to >= today.day);
}

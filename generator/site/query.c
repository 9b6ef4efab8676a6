/* SPDX-License-Identifier: MIT */
#include "site/query.h"

#include "site/visibility.h"

#include <string.h>

static Value integer_value(int integer)
{
    return (Value){.kind = VALUE_INTEGER, .integer = integer};
}

static Value boolean_value(gboolean boolean)
{
    return (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
}

gboolean query_is_hidden(const Value *value)
{
    return value->kind == VALUE_REFERENCE && value->entry && value->entry->state == ENTRY_HIDDEN;
}

/* A day that may be none. */
static Value day_value(Date day)
{
    if (day.day == DAY_NONE)
        return (Value){0};
    return (Value){.kind = VALUE_DATE, .date = day};
}

static Value year_made(const Entry *entry)
{
    const int index = type_field(entry->type, "made");

    if (index < 0 || entry->fields[index].kind != VALUE_DATE)
        return (Value){0};
    return integer_value(date_year(entry->fields[index].date));
}

/* What is no field, but known of every entry. */
static Value known_value(const Entry *entry, const char *name)
{
    if (strcmp(name, "type") == 0)
        return value_text(entry->type->name);
    if (strcmp(name, "folder") == 0)
        return value_text(entry->type->folder);
    if (strcmp(name, "id") == 0)
        return value_text(entry->id);
    if (strcmp(name, "slug") == 0)
        return value_text(entry->slug);
    if (strcmp(name, "expired") == 0)
        return boolean_value(entry->state != ENTRY_LISTED);
    if (strcmp(name, "overdue") == 0)
        return boolean_value(entry->overdue);
    if (strcmp(name, "day") == 0)
        return day_value(entry->day);
    if (strcmp(name, "last_day") == 0)
        return day_value(entry->last_day);
    if (strcmp(name, "posting_from") == 0)
        return day_value(entry->posting_from);
    if (strcmp(name, "posting_until") == 0)
        return day_value(entry->posting_until);
    if (strcmp(name, "days_left") == 0 && entry->days_left > 0)
        return integer_value(entry->days_left);
    if (strcmp(name, "counted") == 0)
        return boolean_value(entry->counted);
    if (strcmp(name, "late") == 0)
        return boolean_value(entry->late);
    if (strcmp(name, QUERY_YEAR_MADE) == 0)
        return year_made(entry);
    if (entry_has_day(entry) && (strcmp(name, "year") == 0 || strcmp(name, QUERY_YEAR_OF_DAY) == 0))
        return integer_value(date_year(entry->day));
    return (Value){0};
}

gboolean entry_query(const Entry *entry, const char *field, Value *value)
{
    const int index = type_field(entry->type, field);

    *value = index >= 0 ? *entry_visible(entry, (guint)index) : (Value){0};
    if (value->kind == VALUE_NONE)
        *value = known_value(entry, field);
    return value->kind != VALUE_NONE && !query_is_hidden(value);
}

const char *const QUERY_NAMES[] = {"counted",  "day",  "days_left", "expired",      "folder",        "id",
                                   "last_day", "late", "overdue",   "posting_from", "posting_until", "slug",
                                   "type",     "year", NULL};

gboolean query_known(const char *name)
{
    return g_strv_contains(QUERY_NAMES, name);
}

gboolean query_is_number(const Value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_NUMBER;
}

double query_number(const Value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->number;
}

void query_append_key(GString *key, const Value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
    case VALUE_FILE: g_string_append_printf(key, "t%zu:%s", value->length, value->text); break;
    case VALUE_REFERENCE:
        if (value->entry)
            g_string_append_printf(key, "r%s", value->entry->id);
        else
            g_string_append_printf(key, "t%zu:%s", value->length, value->text);
        break;
    case VALUE_INTEGER: g_string_append_printf(key, "n%.17g", (double)value->integer); break;
    case VALUE_NUMBER: g_string_append_printf(key, "n%.17g", value->number); break;
    case VALUE_BOOLEAN: g_string_append_c(key, value->boolean ? 'T' : 'F'); break;
    case VALUE_DATE: g_string_append_printf(key, "d%d.%d", value->date.day, value->date.minute); break;
    default: g_string_append_c(key, '-'); break;
    }
    g_string_append_c(key, '\n');
}

static int sign(gint64 number)
{
    return (number > 0) - (number < 0);
}

int query_compare(const Value *a, const Value *b)
{
    if (query_is_number(a) && query_is_number(b))
        return (query_number(a) > query_number(b)) - (query_number(a) < query_number(b));
    if (a->kind == VALUE_REFERENCE && b->kind == VALUE_REFERENCE && a->entry && b->entry)
        return sign((gint64)a->entry->position - (gint64)b->entry->position);
    return value_compare(a, b);
}

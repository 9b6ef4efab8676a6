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
typedef enum {
    KNOWN_COUNTED,
    KNOWN_DAY,
    KNOWN_DAYS_LEFT,
    KNOWN_EXPIRED,
    KNOWN_FOLDER,
    KNOWN_ID,
    KNOWN_LAST_DAY,
    KNOWN_LATE,
    KNOWN_OVERDUE,
    KNOWN_POSTING_FROM,
    KNOWN_POSTING_UNTIL,
    KNOWN_SLUG,
    KNOWN_TYPE,
    KNOWN_YEAR,
    KNOWN_NOTHING,
    KNOWN_YEAR_MADE,
} Known;

const char *const QUERY_NAMES[] = {
    [KNOWN_COUNTED] = "counted",
    [KNOWN_DAY] = "day",
    [KNOWN_DAYS_LEFT] = "days_left",
    [KNOWN_EXPIRED] = "expired",
    [KNOWN_FOLDER] = "folder",
    [KNOWN_ID] = "id",
    [KNOWN_LAST_DAY] = "last_day",
    [KNOWN_LATE] = "late",
    [KNOWN_OVERDUE] = "overdue",
    [KNOWN_POSTING_FROM] = "posting_from",
    [KNOWN_POSTING_UNTIL] = "posting_until",
    [KNOWN_SLUG] = "slug",
    [KNOWN_TYPE] = "type",
    [KNOWN_YEAR] = "year",
    [KNOWN_NOTHING] = NULL,
};

static Known known_by_name(const char *name)
{
    for (guint i = 0; QUERY_NAMES[i]; i++)
        if (strcmp(QUERY_NAMES[i], name) == 0)
            return i;
    if (strcmp(name, QUERY_YEAR_MADE) == 0)
        return KNOWN_YEAR_MADE;
    return strcmp(name, QUERY_YEAR_OF_DAY) == 0 ? KNOWN_YEAR : KNOWN_NOTHING;
}

static Value known_value(const Entry *entry, Known known)
{
    switch (known) {
    case KNOWN_COUNTED: return boolean_value(entry->counted);
    case KNOWN_DAY: return day_value(entry->day);
    case KNOWN_DAYS_LEFT: return entry->days_left > 0 ? integer_value(entry->days_left) : (Value){0};
    case KNOWN_EXPIRED: return boolean_value(entry->state != ENTRY_LISTED);
    case KNOWN_FOLDER: return value_text(entry->type->folder);
    case KNOWN_ID: return value_text(entry->id);
    case KNOWN_LAST_DAY: return day_value(entry->last_day);
    case KNOWN_LATE: return boolean_value(entry->late);
    case KNOWN_OVERDUE: return boolean_value(entry->overdue);
    case KNOWN_POSTING_FROM: return day_value(entry->posting_from);
    case KNOWN_POSTING_UNTIL: return day_value(entry->posting_until);
    case KNOWN_SLUG: return value_text(entry->slug);
    case KNOWN_TYPE: return value_text(entry->type->name);
    case KNOWN_YEAR: return entry_has_day(entry) ? integer_value(date_year(entry->day)) : (Value){0};
    case KNOWN_YEAR_MADE: return year_made(entry);
    case KNOWN_NOTHING: break;
    }
    return (Value){0};
}

Query query_on(const char *field)
{
    return (Query){.field = field, .known = (int)known_by_name(field)};
}

int query_index(Query *query, const Type *type)
{
    for (guint i = 0; i < MIN(query->count, QUERY_TYPES); i++)
        if (query->types[i].type == type)
            return query->types[i].index;
    const guint at = query->count++ % QUERY_TYPES;
    query->types[at].type = type;
    query->types[at].index = type_field(type, query->field);
    return query->types[at].index;
}

gboolean query_ask(Query *query, const Entry *entry, Value *value)
{
    const int index = query_index(query, entry->type);

    *value = index >= 0 ? *entry_visible(entry, (guint)index) : (Value){0};
    if (value->kind == VALUE_NONE)
        *value = known_value(entry, (Known)query->known);
    return value->kind != VALUE_NONE && !query_is_hidden(value);
}

gboolean entry_query(const Entry *entry, const char *field, Value *value)
{
    Query query = query_on(field);
    return query_ask(&query, entry, value);
}

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

/* Kinds that are told apart by the text alone. */
static gboolean is_word(const Value *value)
{
    return value->kind == VALUE_TEXT || value->kind == VALUE_FILE ||
           (value->kind == VALUE_REFERENCE && !value->entry);
}

gboolean query_equal(const Value *a, const Value *b)
{
    if (is_word(a) || is_word(b))
        return is_word(a) && is_word(b) && strcmp(a->text, b->text) == 0;
    if (query_is_number(a) || query_is_number(b))
        return query_is_number(a) && query_is_number(b) && query_number(a) == query_number(b);
    if (a->kind != b->kind)
        return FALSE;
    if (a->kind == VALUE_REFERENCE)
        return a->entry == b->entry || strcmp(a->entry->id, b->entry->id) == 0;
    if (a->kind == VALUE_BOOLEAN)
        return !a->boolean == !b->boolean;
    return a->kind != VALUE_DATE || (a->date.day == b->date.day && a->date.minute == b->date.minute);
}

guint query_hash(const Value *value)
{
    if (is_word(value))
        return g_str_hash(value->text);
    if (query_is_number(value)) {
        const double number = query_number(value) + 0.0; /* no negative zero */
        return g_double_hash(&number);
    }
    if (value->kind == VALUE_REFERENCE)
        return g_str_hash(value->entry->id);
    if (value->kind == VALUE_BOOLEAN)
        return value->boolean ? 1 : 2;
    return value->kind == VALUE_DATE ? (guint)value->date.day * 1441 + (guint)value->date.minute : 0;
}

static int sign(gint64 number)
{
    return (number > 0) - (number < 0);
}

int query_compare(const Value *a, const Value *b)
{
    if (query_is_number(a) && query_is_number(b))
        return (query_number(a) > query_number(b)) - (query_number(a) < query_number(b));
    if (a->kind == VALUE_REFERENCE && b->kind == VALUE_REFERENCE && (a->entry || b->entry))
        return a->entry && b->entry ? sign((gint64)a->entry->position - (gint64)b->entry->position)
                                    : (a->entry != NULL) - (b->entry != NULL);
    return value_compare(a, b);
}

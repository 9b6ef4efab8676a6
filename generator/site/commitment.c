/* SPDX-License-Identifier: MIT */
#include "site/commitment.h"

#include "site/query.h"

#include <string.h>

static gboolean is_commitment(const Entry *entry)
{
    return strcmp(entry->type->name, "commitment") == 0;
}

static gboolean has_status(const Entry *entry, const char *status)
{
    const Value *value = entry_named(entry, NAMED_STATUS);

    return is_commitment(entry) && value->kind == VALUE_TEXT && strcmp(value->text, status) == 0;
}

gboolean entry_is_open(const Entry *entry)
{
    return has_status(entry, "pledged") || has_status(entry, "in-progress");
}

/* Whether its day is `day` or an earlier one. */
static gboolean is_due_by(const Entry *entry, gint32 day)
{
    const Value *due = entry_named(entry, NAMED_DUE);
    return due->kind == VALUE_DATE && due->date.day <= day;
}

gboolean entry_overdue(const Entry *entry, Date today)
{
    return entry_is_open(entry) && is_due_by(entry, today.day - 1);
}

gboolean entry_counted(const Entry *entry, Date today)
{
    if (has_status(entry, "fulfilled") || has_status(entry, "unfulfilled"))
        return TRUE;
    return entry_is_open(entry) && is_due_by(entry, today.day);
}

gboolean entry_late(const Entry *entry)
{
    if (!has_status(entry, "fulfilled"))
        return FALSE;
    const Value *due = entry_named(entry, NAMED_DUE), *closed = entry_named(entry, NAMED_CLOSED);
    return due->kind == VALUE_DATE && closed->kind == VALUE_DATE && closed->date.day > due->date.day;
}

static void tally_add(Tally *tally, const Entry *entry)
{
    tally->total++;
    tally->counted += entry->counted;
    tally->overdue += entry->overdue;
    tally->late += entry->late;
    tally->fulfilled += has_status(entry, "fulfilled");
    tally->unfulfilled += has_status(entry, "unfulfilled");
    tally->withdrawn += has_status(entry, "withdrawn");
    tally->open += entry_is_open(entry);
}

gboolean tally_percent(const Tally *tally, char text[TALLY_PERCENT_SIZE])
{
    if (tally->counted == 0)
        return FALSE;
    const guint64 counted = tally->counted, fulfilled = tally->fulfilled;
    guint tenths = (guint)((fulfilled * 2000 + counted) / (counted * 2));
    if (fulfilled < counted)
        tenths = MIN(tenths, 999);
    if (fulfilled > 0)
        tenths = MAX(tenths, 1);
    if (tenths % 10 == 0)
        g_snprintf(text, TALLY_PERCENT_SIZE, "%u%%", tenths / 10);
    else
        g_snprintf(text, TALLY_PERCENT_SIZE, "%u.%u%%", tenths / 10, tenths % 10);
    return TRUE;
}

static void rates_add(GArray *rates, Value value, const Collection *entries)
{
    Rate rate = {.value = value, .entries = entries};

    for (guint i = 0; i < collection_count(entries); i++)
        tally_add(&rate.tally, collection_at(entries, i));
    g_array_append_val(rates, rate);
}

static gboolean is_nameable(const Value *value)
{
    return value->kind != VALUE_LIST && value->kind != VALUE_RECORD;
}

/* A field of one value: of several, an entry would stand in several rows. */
static gboolean has_single_values(const Collection *collection, const char *field)
{
    const Entry *first = collection_at(collection, 0);
    const Type *type = first ? first->type : collection_type(collection);
    const int index = type ? type_field(type, field) : -1;

    if (index >= 0 && (type->fields[index].list || type->fields[index].kind == FIELD_RECORD))
        return FALSE;
    for (guint i = 0; i < collection_count(collection); i++) {
        Value value;
        if (entry_query(collection_at(collection, i), field, &value) && !is_nameable(&value))
            return FALSE;
    }
    return TRUE;
}

static GArray *rates_new(const Collection *commitments, const char *field)
{
    GArray *rates = g_array_new(FALSE, TRUE, sizeof(Rate));

    if (!field) {
        rates_add(rates, (Value){0}, commitments);
        return rates;
    }
    const GArray *groups = collection_group(commitments, field);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        rates_add(rates, group->value, group->entries);
    }
    const Collection *rest = collection_without(commitments, field);
    if (collection_count(rest) > 0)
        rates_add(rates, (Value){0}, rest);
    return rates;
}

const GArray *commitment_rates(const Collection *collection, const char *field)
{
    const Condition is_commitment = {"type", value_text("commitment")};
    const Type *type = collection_type(collection);
    const gboolean all = type && strcmp(type->name, "commitment") == 0;
    const Collection *commitments = all ? collection : collection_where(collection, &is_commitment, 1);

    if (field && strcmp(field, "year") == 0)
        field = QUERY_YEAR_MADE;
    if (field && !has_single_values(commitments, field))
        return NULL;
    g_autofree char *key = g_strconcat("rates ", field, NULL);
    GArray *rates = collection_kept(commitments, key);
    if (!rates) {
        rates = rates_new(commitments, field);
        collection_keep(commitments, key, rates, (GDestroyNotify)g_array_unref);
    }
    return rates;
}

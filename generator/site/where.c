/* SPDX-License-Identifier: MIT */
#include "site/where.h"

#include "site/query.h"

#include <string.h>

/* The entries that have a value, in the collection's order. */
typedef struct {
    Value value;
    GPtrArray *entries;
} Bucket;

static gboolean value_equal(gconstpointer a, gconstpointer b)
{
    return query_equal(a, b);
}

static guint value_hash(gconstpointer value)
{
    return query_hash(value);
}

static void bucket_free(gpointer data)
{
    Bucket *bucket = data;
    g_ptr_array_unref(bucket->entries);
    g_free(bucket);
}

GHashTable *where_indices_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
}

static void index_add(GHashTable *index, const Value *value, Entry *entry)
{
    if (query_is_hidden(value))
        return;
    Bucket *bucket = g_hash_table_lookup(index, value);
    if (!bucket) {
        bucket = g_new(Bucket, 1);
        *bucket = (Bucket){*value, g_ptr_array_new()};
        g_hash_table_insert(index, &bucket->value, bucket);
    }
    GPtrArray *entries = bucket->entries;
    if (entries->len == 0 || entries->pdata[entries->len - 1] != entry)
        g_ptr_array_add(entries, entry);
}

/* Under each value of the field, or of its list, the entries that have it; a flag that is not set is false.
 */
static GHashTable *index_new(const Collection *collection, const char *field)
{
    GHashTable *index = g_hash_table_new_full(value_hash, value_equal, NULL, bucket_free);
    const Value unset = {.kind = VALUE_BOOLEAN};
    Query query = query_on(field);

    for (guint i = 0; i < collection_count(collection); i++) {
        Entry *entry = collection_at(collection, i);
        Value value;
        if (!query_ask(&query, entry, &value))
            index_add(index, &unset, entry);
        else if (value.kind != VALUE_LIST)
            index_add(index, &value, entry);
        for (guint j = 0; value.kind == VALUE_LIST && j < value.list.count; j++)
            index_add(index, &value.list.items[j], entry);
    }
    return index;
}

static GHashTable *index_get(GHashTable *indices, const Collection *collection, const char *field)
{
    GHashTable *index = g_hash_table_lookup(indices, field);

    if (!index) {
        index = index_new(collection, field);
        g_hash_table_insert(indices, g_strdup(field), index);
    }
    return index;
}

/* What else the text of a condition may write: a date, a number, or (in `entry`) the id of an entry. */
static Value second_value(const Condition *condition, Entry *entry)
{
    const char *text = condition->value.text;
    Value other = {0};
    gint64 number;

    if (date_parse(text, &other.date)) {
        other.kind = VALUE_DATE;
        return other;
    }
    if (g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        return (Value){.kind = VALUE_INTEGER, .integer = number};
    entry->id = text;
    return (Value){.kind = VALUE_REFERENCE, .text = text, .entry = entry};
}

/* What meets a condition; or NULL. */
static const Bucket *index_find(GHashTable *index, const Condition *condition)
{
    const Bucket *found = g_hash_table_lookup(index, &condition->value);

    if (found || condition->value.kind != VALUE_TEXT)
        return found;
    Entry entry = {0};
    const Value second = second_value(condition, &entry);
    return g_hash_table_lookup(index, &second);
}

/* Whether the entry is in the bucket that an index of the field has for `value`. */
static gboolean entry_has(const Entry *entry, Query *query, const Value *value)
{
    Value own;

    if (!query_ask(query, entry, &own))
        own = (Value){.kind = VALUE_BOOLEAN};
    if (own.kind != VALUE_LIST)
        return query_equal(&own, value);
    for (guint i = 0; i < own.list.count; i++)
        if (query_equal(&own.list.items[i], value) && !query_is_hidden(&own.list.items[i]))
            return TRUE;
    return FALSE;
}

/* Leaves of the entries those that are in the bucket, too. */
static void entries_filter(GPtrArray *entries, const char *field, const Value *value)
{
    Query query = query_on(field);
    guint kept = 0;

    for (guint i = 0; i < entries->len; i++)
        if (entry_has(entries->pdata[i], &query, value))
            entries->pdata[kept++] = entries->pdata[i];
    g_ptr_array_set_size(entries, (int)kept);
}

GPtrArray *where_find(const Collection *collection, GHashTable *indices, const Condition *conditions,
                      guint count)
{
    g_autofree const Bucket **found = g_new(const Bucket *, count);
    GPtrArray *left = g_ptr_array_new();
    guint least = 0;

    for (guint i = 0; i < count; i++) {
        found[i] = index_find(index_get(indices, collection, conditions[i].field), &conditions[i]);
        if (!found[i])
            return left;
        if (found[i]->entries->len < found[least]->entries->len)
            least = i;
    }
    g_ptr_array_extend(left, found[least]->entries, NULL, NULL);
    for (guint i = 0; i < count; i++)
        if (i != least)
            entries_filter(left, conditions[i].field, &found[i]->value);
    return left;
}

static gboolean condition_holds(const Entry *entry, const Condition *condition)
{
    Query query = query_on(condition->field);
    Entry named = {0};

    if (entry_has(entry, &query, &condition->value))
        return TRUE;
    if (condition->value.kind != VALUE_TEXT)
        return FALSE;
    const Value second = second_value(condition, &named);
    return entry_has(entry, &query, &second);
}

gboolean where_holds(const Entry *entry, const Condition *conditions, guint count)
{
    for (guint i = 0; i < count; i++) {
        gboolean met = i > 0 && strcmp(conditions[i].field, conditions[i - 1].field) == 0;
        for (guint j = 0; j < count && !met; j++)
            met = strcmp(conditions[j].field, conditions[i].field) == 0 &&
                  condition_holds(entry, &conditions[j]);
        if (!met)
            return FALSE;
    }
    return TRUE;
}

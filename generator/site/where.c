/* SPDX-License-Identifier: MIT */
#include "site/where.h"

#include "site/query.h"

#include <string.h>

GHashTable *where_indices_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
}

static char *value_key(const Value *value)
{
    GString *key = g_string_new(NULL);
    query_append_key(key, value);
    return g_string_free(key, FALSE);
}

static void index_add(GHashTable *index, const Value *value, Entry *entry)
{
    if (query_is_hidden(value))
        return;
    g_autofree char *key = value_key(value);
    GPtrArray *entries = g_hash_table_lookup(index, key);

    if (!entries)
        g_hash_table_insert(index, g_steal_pointer(&key), entries = g_ptr_array_new());
    if (entries->len == 0 || entries->pdata[entries->len - 1] != entry)
        g_ptr_array_add(entries, entry);
}

/* Under each value of the field, or of its list, the entries that have it; a flag that is not set is false.
 */
static GHashTable *index_new(const Collection *collection, const char *field)
{
    GHashTable *index =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    const Value unset = {.kind = VALUE_BOOLEAN};

    for (guint i = 0; i < collection_count(collection); i++) {
        Entry *entry = collection_at(collection, i);
        Value value;
        if (!entry_query(entry, field, &value))
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

/* What else the text of a condition may write: the date, number or entry; as a key. */
static char *second_key(const Condition *condition)
{
    Value other = {0};
    gint64 number;

    if (date_parse(condition->value.text, &other.date))
        other.kind = VALUE_DATE;
    else if (g_ascii_string_to_signed(condition->value.text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        other = (Value){.kind = VALUE_INTEGER, .integer = number};
    return other.kind == VALUE_NONE ? g_strdup_printf("r%s\n", condition->value.text) : value_key(&other);
}

/* The entries for a condition, or NULL. */
static const GPtrArray *index_find(GHashTable *index, const Condition *condition)
{
    g_autofree char *key = value_key(&condition->value);
    const GPtrArray *found = g_hash_table_lookup(index, key);

    if (found || condition->value.kind != VALUE_TEXT)
        return found;
    g_autofree char *second = second_key(condition);
    return g_hash_table_lookup(index, second);
}

/* The entries that stand in all lists. The first one's order is the collection's. */
GPtrArray *where_find(const Collection *collection, GHashTable *indices, const Condition *conditions,
                      guint count)
{
    GPtrArray *left = g_ptr_array_new();

    for (guint i = 0; i < count; i++) {
        GHashTable *index = index_get(indices, collection, conditions[i].field);
        const GPtrArray *found = index_find(index, &conditions[i]);
        if (i == 0 && found)
            g_ptr_array_extend(left, (GPtrArray *)found, NULL, NULL);
        if (i == 0)
            continue;
        g_autoptr(GHashTable) others = g_hash_table_new(NULL, NULL);
        for (guint j = 0; found && j < found->len; j++)
            g_hash_table_add(others, found->pdata[j]);
        guint kept = 0;
        for (guint j = 0; j < left->len; j++)
            if (g_hash_table_contains(others, left->pdata[j]))
                left->pdata[kept++] = left->pdata[j];
        g_ptr_array_set_size(left, (int)kept);
    }
    return left;
}

static gboolean value_meets(const Value *value, const char *first, const char *second)
{
    g_autofree char *key = value_key(value);

    return !query_is_hidden(value) && (strcmp(key, first) == 0 || g_strcmp0(key, second) == 0);
}

static gboolean condition_holds(const Entry *entry, const Condition *condition)
{
    g_autofree char *first = value_key(&condition->value);
    g_autofree char *second = condition->value.kind == VALUE_TEXT ? second_key(condition) : NULL;
    Value value;

    if (!entry_query(entry, condition->field, &value))
        value = (Value){.kind = VALUE_BOOLEAN};
    if (value.kind != VALUE_LIST)
        return value_meets(&value, first, second);
    for (guint i = 0; i < value.list.count; i++)
        if (value_meets(&value.list.items[i], first, second))
            return TRUE;
    return FALSE;
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

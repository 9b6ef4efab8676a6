/* SPDX-License-Identifier: MIT */
#include "site/order.h"

#include "site/query.h"

#include <string.h>

/* Where a choice stands in its list; everything else is ordered by its value alone. */
static int choice_rank(const Entry *entry, Query *query, const Value *value)
{
    if (value->kind != VALUE_TEXT)
        return -1;
    const int index = query_index(query, entry->type);
    if (index < 0)
        return -1;
    const Field *described = &entry->type->fields[index];
    for (guint i = 0; i < described->n_choices; i++)
        if (strcmp(described->choices[i].name, value->text) == 0)
            return (int)i;
    return -1;
}

typedef struct {
    Entry *entry;
    Value value;
    gboolean present;
    int rank;
    guint position;
    const char *key;    /* of a text, in the order asked for; or NULL */
    GPtrArray *members; /* of a group: its entries; else NULL */
    const Type *type;   /* of the last one, by which its rank was looked up */
} SortItem;

static int item_compare_values(const SortItem *a, const SortItem *b)
{
    if (a->rank != b->rank)
        return (a->rank > b->rank) - (a->rank < b->rank);
    const int order = a->key && b->key ? strcmp(a->key, b->key) : 0;
    return order ? order : query_compare(&a->value, &b->value);
}

static int item_compare(gconstpointer a, gconstpointer b, gpointer descending)
{
    const SortItem *x = a, *y = b;

    if (x->present != y->present)
        return x->present ? -1 : 1;
    int order = x->present ? item_compare_values(x, y) : 0;
    if (descending)
        order = -order;
    return order ? order : x->position < y->position ? -1 : x->position > y->position;
}

/* Types may list a choice in different places: it gets its first one in all of them. */
static void ranks_settle(GArray *items)
{
    g_autoptr(GHashTable) ranks = g_hash_table_new(g_str_hash, g_str_equal);
    gpointer known;

    for (guint i = 0; i < items->len; i++) {
        const SortItem *item = &g_array_index(items, SortItem, i);
        if (item->rank < 0)
            continue;
        if (!g_hash_table_lookup_extended(ranks, item->value.text, NULL, &known) ||
            GPOINTER_TO_INT(known) > item->rank)
            g_hash_table_insert(ranks, (gpointer)item->value.text, GINT_TO_POINTER(item->rank));
    }
    for (guint i = 0; i < items->len; i++) {
        SortItem *item = &g_array_index(items, SortItem, i);
        if (item->present && item->value.kind == VALUE_TEXT &&
            g_hash_table_lookup_extended(ranks, item->value.text, NULL, &known))
            item->rank = GPOINTER_TO_INT(known);
    }
}

static GArray *items_by_field(const Collection *collection, const char *field)
{
    GArray *items = g_array_sized_new(FALSE, TRUE, sizeof(SortItem), collection_count(collection));
    Query query = query_on(field);

    for (guint i = 0; i < collection_count(collection); i++) {
        SortItem item = {.entry = collection_at(collection, i), .position = i, .rank = -1};
        item.present = query_ask(&query, item.entry, &item.value);
        if (item.present)
            item.rank = choice_rank(item.entry, &query, &item.value);
        g_array_append_val(items, item);
    }
    ranks_settle(items);
    return items;
}

/* Computed once for each item, and kept in `chunk`. */
static void keys_make(GArray *items, Collation *collation, CollationOrder order, GStringChunk *chunk)
{
    for (guint i = 0; collation && i < items->len; i++) {
        SortItem *item = &g_array_index(items, SortItem, i);
        if (!item->present || item->rank >= 0 || item->value.kind != VALUE_TEXT)
            continue;
        item->key = g_string_chunk_insert(
            chunk, collation_key(collation, order, item->value.text, item->value.length));
    }
}

static void items_sort(GArray *items, const Collection *collection, CollationOrder order, gboolean descending)
{
    g_autoptr(GStringChunk) chunk = g_string_chunk_new(4096);

    keys_make(items, collection_collation(collection), order, chunk);
    g_array_sort_with_data(items, item_compare, GINT_TO_POINTER(descending));
    for (guint i = 0; i < items->len; i++)
        g_array_index(items, SortItem, i).key = NULL;
}

GPtrArray *order_by(const Collection *collection, const char *field, CollationOrder order,
                    gboolean descending)
{
    g_autoptr(GArray) items = items_by_field(collection, field);
    GPtrArray *sorted = g_ptr_array_sized_new(items->len);

    items_sort(items, collection, order, descending);
    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(sorted, g_array_index(items, SortItem, i).entry);
    return sorted;
}

/* Whether two values are in one group: those that item_compare_values() finds equal. */
static gboolean value_same(gconstpointer a, gconstpointer b)
{
    const Value *x = a, *y = b;
    return (x->kind == y->kind || (query_is_number(x) && query_is_number(y))) && query_equal(x, y);
}

static guint value_hash(gconstpointer value)
{
    return query_hash(value);
}

/* Groups that are being filled. */
typedef struct {
    Query query;
    GPtrArray *items;  /* SortItem *, in the order in which they were begun; owned */
    GHashTable *known; /* value -> SortItem *, of those */
} Grouping;

static SortItem *group_of(const Grouping *grouping, const Value *value, Entry *entry)
{
    SortItem *item = g_hash_table_lookup(grouping->known, value);

    if (item)
        return item;
    item = g_new(SortItem, 1);
    *item = (SortItem){.entry = entry,
                       .value = *value,
                       .present = TRUE,
                       .rank = -1,
                       .position = grouping->items->len,
                       .members = g_ptr_array_new()};
    g_ptr_array_add(grouping->items, item);
    g_hash_table_insert(grouping->known, &item->value, item);
    return item;
}

static SortItem *group_add(const Grouping *grouping, const Value *value, Entry *entry)
{
    SortItem *item = group_of(grouping, value, entry);
    const guint count = item->members->len;

    if (count == 0 || item->members->pdata[count - 1] != entry)
        g_ptr_array_add(item->members, entry);
    return item;
}

/* Types may list a choice in different places: it gets its first one. */
static void group_rank(Grouping *grouping, SortItem *item, const Entry *entry)
{
    if (item->type == entry->type)
        return;
    item->type = entry->type;
    const int rank = choice_rank(entry, &grouping->query, &item->value);
    if (rank >= 0 && (item->rank < 0 || rank < item->rank))
        item->rank = rank;
}

/* Under its value, or under each in its list. */
static void group_entry(Grouping *grouping, Entry *entry)
{
    Value value;

    if (!query_ask(&grouping->query, entry, &value))
        return;
    if (value.kind != VALUE_LIST)
        group_rank(grouping, group_add(grouping, &value, entry), entry);
    for (guint i = 0; value.kind == VALUE_LIST && i < value.list.count; i++)
        if (!query_is_hidden(&value.list.items[i]))
            group_add(grouping, &value.list.items[i], entry);
}

GArray *order_groups(const Collection *collection, const char *field)
{
    g_autoptr(GPtrArray) begun = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) known = g_hash_table_new(value_hash, value_same);
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(SortItem));
    Grouping grouping = {query_on(field), begun, known};

    for (guint i = 0; i < collection_count(collection); i++)
        group_entry(&grouping, collection_at(collection, i));
    for (guint i = 0; i < begun->len; i++)
        g_array_append_vals(items, begun->pdata[i], 1);
    items_sort(items, collection, COLLATION_LANGUAGE, FALSE);
    GArray *groups = g_array_sized_new(FALSE, TRUE, sizeof(Grouped), items->len);
    for (guint i = 0; i < items->len; i++) {
        const SortItem *item = &g_array_index(items, SortItem, i);
        const Grouped group = {item->value, item->members};
        g_array_append_val(groups, group);
    }
    return groups;
}

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
    const char *key; /* of a text, in the order asked for; or NULL */
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

/* One item for each value of a list field. */
static GArray *items_spread(const Collection *collection, const char *field)
{
    g_autoptr(GArray) items = items_by_field(collection, field);
    GArray *spread = g_array_new(FALSE, TRUE, sizeof(SortItem));

    for (guint i = 0; i < items->len; i++) {
        SortItem item = g_array_index(items, SortItem, i);
        if (!item.present)
            continue;
        if (item.value.kind != VALUE_LIST) {
            g_array_append_val(spread, item);
            continue;
        }
        const Value list = item.value;
        for (guint j = 0; j < list.list.count; j++) {
            item.value = list.list.items[j];
            if (!query_is_hidden(&item.value))
                g_array_append_val(spread, item);
        }
    }
    items_sort(spread, collection, COLLATION_LANGUAGE, FALSE);
    return spread;
}

GArray *order_groups(const Collection *collection, const char *field)
{
    g_autoptr(GArray) items = items_spread(collection, field);
    GArray *groups = g_array_new(FALSE, TRUE, sizeof(Grouped));

    for (guint i = 0; i < items->len;) {
        const SortItem *first = &g_array_index(items, SortItem, i);
        GPtrArray *members = g_ptr_array_new();
        for (; i < items->len; i++) {
            const SortItem *item = &g_array_index(items, SortItem, i);
            if (item_compare_values(first, item) != 0)
                break;
            if (members->len == 0 || members->pdata[members->len - 1] != item->entry)
                g_ptr_array_add(members, item->entry);
        }
        const Grouped group = {first->value, members};
        g_array_append_val(groups, group);
    }
    return groups;
}

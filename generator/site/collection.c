/* SPDX-License-Identifier: MIT */
#include "site/collection.h"

#include <string.h>

struct Collection {
    Entry **items; /* owned, or a part of the parent's */
    guint count;
    gboolean borrowed;
    const Type *type;
    GHashTable *index;   /* entry -> position + 1, once it was asked for */
    GHashTable *derived; /* key -> Collection *, owned */
    GHashTable *groups;  /* field -> GArray of Group, owned */
};

Collection *collection_new(GPtrArray *entries, const Type *type)
{
    Collection *collection = g_new0(Collection, 1);
    collection->count = entries->len;
    collection->items = (Entry **)g_ptr_array_free(entries, FALSE);
    collection->type = type;
    return collection;
}

void collection_free(Collection *collection)
{
    if (!collection)
        return;
    g_clear_pointer(&collection->index, g_hash_table_unref);
    g_clear_pointer(&collection->derived, g_hash_table_unref);
    g_clear_pointer(&collection->groups, g_hash_table_unref);
    if (!collection->borrowed)
        g_free(collection->items);
    g_free(collection);
}

guint collection_count(const Collection *collection)
{
    return collection->count;
}

Entry *collection_at(const Collection *collection, guint index)
{
    return index < collection->count ? collection->items[index] : NULL;
}

const Type *collection_type(const Collection *collection)
{
    return collection->type;
}

int collection_index(const Collection *collection, const Entry *entry)
{
    Collection *self = (Collection *)collection;

    if (!self->index) {
        self->index = g_hash_table_new(NULL, NULL);
        for (guint i = 0; i < self->count; i++)
            g_hash_table_insert(self->index, self->items[i], GUINT_TO_POINTER(i + 1));
    }
    return (int)GPOINTER_TO_UINT(g_hash_table_lookup(self->index, entry)) - 1;
}

static Collection *derived_get(const Collection *collection, const char *key)
{
    return collection->derived ? g_hash_table_lookup(collection->derived, key) : NULL;
}

static const Collection *derived_keep(const Collection *collection, char *key, Collection *derived)
{
    Collection *self = (Collection *)collection; /* what it keeps is no part of its value */

    if (!self->derived)
        self->derived =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)collection_free);
    g_hash_table_insert(self->derived, key, derived);
    return derived;
}

const Collection *collection_slice(const Collection *collection, guint from, guint count)
{
    from = MIN(from, collection->count);
    count = MIN(count, collection->count - from);
    if (count == collection->count)
        return collection;
    g_autofree char *key = g_strdup_printf("slice %u %u", from, count);
    const Collection *known = derived_get(collection, key);
    if (known)
        return known;
    Collection *slice = g_new0(Collection, 1);
    slice->items = collection->items + from;
    slice->count = count;
    slice->borrowed = TRUE;
    slice->type = collection->type;
    return derived_keep(collection, g_steal_pointer(&key), slice);
}

const Collection *collection_latest(const Collection *collection, guint count)
{
    return collection_slice(collection, 0, count);
}

static Value integer_value(int integer)
{
    return (Value){.kind = VALUE_INTEGER, .integer = integer};
}

gboolean entry_query(const Entry *entry, const char *field, Value *value)
{
    const int index = type_field(entry->type, field);

    *value = (Value){0};
    if (index >= 0)
        *value = entry->fields[index];
    if (value->kind != VALUE_NONE)
        return TRUE;
    if (strcmp(field, "type") == 0)
        *value = value_text(entry->type->name);
    else if (strcmp(field, "folder") == 0)
        *value = value_text(entry->type->folder);
    else if (strcmp(field, "id") == 0)
        *value = value_text(entry->id);
    else if (strcmp(field, "slug") == 0)
        *value = value_text(entry->slug);
    else if (!entry_has_day(entry))
        return FALSE;
    else if (strcmp(field, "day") == 0)
        *value = (Value){.kind = VALUE_DATE, .date = entry->day};
    else if (strcmp(field, "year") == 0)
        *value = integer_value(date_year(entry->day));
    return value->kind != VALUE_NONE;
}

static gboolean is_text(const Value *value)
{
    return value->kind == VALUE_TEXT || value->kind == VALUE_FILE || value->kind == VALUE_REFERENCE;
}

static gboolean is_number(const Value *value)
{
    return value->kind == VALUE_INTEGER || value->kind == VALUE_NUMBER;
}

static double number_of(const Value *value)
{
    return value->kind == VALUE_INTEGER ? (double)value->integer : value->number;
}

/* Whether the value of a field answers to the value of a condition. */
static gboolean value_matches(const Value *value, const Value *wanted)
{
    if (value->kind == VALUE_LIST) {
        for (guint i = 0; i < value->list.count; i++)
            if (value_matches(&value->list.items[i], wanted))
                return TRUE;
        return FALSE;
    }
    if (value->kind == VALUE_REFERENCE && value->entry)
        return wanted->kind == VALUE_REFERENCE
                   ? value->entry == wanted->entry
                   : is_text(wanted) && strcmp(value->entry->id, wanted->text) == 0;
    if (is_text(value) && is_text(wanted))
        return strcmp(value->text, wanted->text) == 0;
    if (is_number(value) && is_number(wanted))
        return number_of(value) == number_of(wanted);
    return value->kind == wanted->kind && value_compare(value, wanted) == 0;
}

static gboolean entry_matches(const Entry *entry, const Condition *conditions, guint count)
{
    for (guint i = 0; i < count; i++) {
        Value value;
        if (!entry_query(entry, conditions[i].field, &value)) {
            /* A flag that is not set is false. */
            if (conditions[i].value.kind == VALUE_BOOLEAN && !conditions[i].value.boolean)
                continue;
            return FALSE;
        }
        if (!value_matches(&value, &conditions[i].value))
            return FALSE;
    }
    return TRUE;
}

/* A text that only an equal value gives. */
static void append_key(GString *key, const Value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
    case VALUE_FILE: g_string_append_printf(key, "t%zu:%s", value->length, value->text); break;
    case VALUE_REFERENCE: g_string_append_printf(key, "r%p", (void *)value->entry); break;
    case VALUE_INTEGER: g_string_append_printf(key, "n%.17g", (double)value->integer); break;
    case VALUE_NUMBER: g_string_append_printf(key, "n%.17g", value->number); break;
    case VALUE_BOOLEAN: g_string_append_c(key, value->boolean ? 'T' : 'F'); break;
    case VALUE_DATE: g_string_append_printf(key, "d%d.%d", value->date.day, value->date.minute); break;
    default: g_string_append_c(key, '-'); break;
    }
    g_string_append_c(key, '\n');
}

static int condition_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Condition *)a)->field, ((const Condition *)b)->field);
}

const Collection *collection_where(const Collection *collection, const Condition *conditions, guint count)
{
    g_autofree Condition *sorted = g_memdup2(conditions, count * sizeof *conditions);
    g_autoptr(GString) key = g_string_new("where\n");

    if (count > 0)
        qsort(sorted, count, sizeof *sorted, condition_compare);
    for (guint i = 0; i < count; i++) {
        g_string_append_printf(key, "%s=", sorted[i].field);
        append_key(key, &sorted[i].value);
    }
    const Collection *known = derived_get(collection, key->str);
    if (known)
        return known;
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < collection->count; i++)
        if (entry_matches(collection->items[i], sorted, count))
            g_ptr_array_add(found, collection->items[i]);
    return derived_keep(collection, g_strdup(key->str), collection_new(found, collection->type));
}

const Collection *collection_year(const Collection *collection, int year)
{
    const Condition condition = {"year", integer_value(year)};
    return collection_where(collection, &condition, 1);
}

/* Where a choice stands in its list; everything else is ordered by its value alone. */
static int choice_rank(const Entry *entry, const char *field, const Value *value)
{
    const int index = type_field(entry->type, field);

    if (index < 0 || value->kind != VALUE_TEXT)
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
} SortItem;

static int item_compare_values(const SortItem *a, const SortItem *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (is_number(&a->value) && is_number(&b->value))
        return (number_of(&a->value) > number_of(&b->value)) - (number_of(&a->value) < number_of(&b->value));
    return value_compare(&a->value, &b->value);
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

static GArray *items_by_field(const Collection *collection, const char *field)
{
    GArray *items = g_array_sized_new(FALSE, TRUE, sizeof(SortItem), collection->count);

    for (guint i = 0; i < collection->count; i++) {
        SortItem item = {.entry = collection->items[i], .position = i, .rank = -1};
        item.present = entry_query(item.entry, field, &item.value);
        if (item.present)
            item.rank = choice_rank(item.entry, field, &item.value);
        g_array_append_val(items, item);
    }
    return items;
}

const Collection *collection_sort(const Collection *collection, const char *field, gboolean descending)
{
    g_autofree char *key = g_strdup_printf("sort %d %s", descending, field);
    const Collection *known = derived_get(collection, key);
    if (known)
        return known;
    g_autoptr(GArray) items = items_by_field(collection, field);
    g_array_sort_with_data(items, item_compare, GINT_TO_POINTER(descending));
    GPtrArray *sorted = g_ptr_array_sized_new(items->len);
    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(sorted, g_array_index(items, SortItem, i).entry);
    return derived_keep(collection, g_steal_pointer(&key), collection_new(sorted, collection->type));
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
            g_array_append_val(spread, item);
        }
    }
    g_array_sort_with_data(spread, item_compare, NULL);
    return spread;
}

static void group_clear(gpointer data)
{
    collection_free((Collection *)((Group *)data)->entries);
}

static GArray *groups_new(const Collection *collection, const char *field)
{
    g_autoptr(GArray) items = items_spread(collection, field);
    GArray *groups = g_array_new(FALSE, TRUE, sizeof(Group));

    g_array_set_clear_func(groups, group_clear);
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
        const Group group = {first->value, collection_new(members, collection->type)};
        g_array_append_val(groups, group);
    }
    return groups;
}

const GArray *collection_group(const Collection *collection, const char *field)
{
    Collection *self = (Collection *)collection;

    if (!self->groups)
        self->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    GArray *groups = g_hash_table_lookup(self->groups, field);
    if (!groups) {
        groups = groups_new(collection, field);
        g_hash_table_insert(self->groups, g_strdup(field), groups);
    }
    return groups;
}

double collection_sum(const Collection *collection, const char *field, gboolean *integral)
{
    double sum = 0;

    *integral = TRUE;
    for (guint i = 0; i < collection->count; i++) {
        Value value;
        if (!entry_query(collection->items[i], field, &value) || !is_number(&value))
            continue;
        *integral = *integral && value.kind == VALUE_INTEGER;
        sum += number_of(&value);
    }
    return sum;
}

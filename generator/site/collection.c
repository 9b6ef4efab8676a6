/* SPDX-License-Identifier: MIT */
#include "site/collection.h"

#include "site/order.h"
#include "site/query.h"
#include "site/recipe.h"
#include "site/where.h"

#include <string.h>

struct Collection {
    Entry **items; /* owned, or a part of the parent's */
    guint count;
    gboolean borrowed;
    const Type *type;
    Collation *collation;
    const Collection *parent; /* that it is derived from; or NULL */
    char *step;               /* how, as a line of a recipe; without a parent, the first one; or NULL */
    char *recipe;             /* once it was asked for */
    GHashTable *index;        /* entry -> position + 1, once it was asked for */
    GHashTable *derived;      /* its step -> Collection *, owned */
    GHashTable *kept;         /* key -> Kept *, owned */
    GHashTable *groups;       /* field -> GArray of Group, owned */
    GHashTable *indices;      /* field -> (key of a value -> GPtrArray of its entries), owned */
};

typedef struct {
    gpointer data;
    GDestroyNotify destroy;
} Kept;

Collection *collection_new(GPtrArray *entries, const Type *type, Collation *collation)
{
    Collection *collection = g_new0(Collection, 1);
    collection->count = entries->len;
    collection->items = (Entry **)g_ptr_array_free(entries, FALSE);
    collection->type = type;
    collection->collation = collation;
    return collection;
}

void collection_set_step(Collection *collection, char *step)
{
    g_free(collection->step);
    collection->step = step;
}

const char *collection_recipe(const Collection *collection)
{
    Collection *self = (Collection *)collection;

    if (!collection->parent)
        return collection->step;
    const char *parent = collection_recipe(collection->parent);
    if (!self->recipe && parent)
        self->recipe = g_strconcat(parent, "\n", collection->step, NULL);
    return self->recipe;
}

void collection_free(Collection *collection)
{
    if (!collection)
        return;
    g_clear_pointer(&collection->index, g_hash_table_unref);
    g_clear_pointer(&collection->derived, g_hash_table_unref);
    g_clear_pointer(&collection->kept, g_hash_table_unref);
    g_clear_pointer(&collection->groups, g_hash_table_unref);
    g_clear_pointer(&collection->indices, g_hash_table_unref);
    if (!collection->borrowed)
        g_free(collection->items);
    g_free(collection->step);
    g_free(collection->recipe);
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

Collation *collection_collation(const Collection *collection)
{
    return collection->collation;
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

const Collection *collection_derived(const Collection *collection, const char *step)
{
    return collection->derived ? g_hash_table_lookup(collection->derived, step) : NULL;
}

static const Collection *derived_keep(const Collection *collection, const char *step, Collection *derived)
{
    Collection *self = (Collection *)collection; /* what it keeps is no part of its value */

    if (!self->derived)
        self->derived = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)collection_free);
    derived->parent = collection;
    derived->step = g_strdup(step);
    g_hash_table_insert(self->derived, derived->step, derived);
    return derived;
}

/* As derived_keep(), of entries that it takes over. */
static const Collection *derived_new(const Collection *collection, const char *step, GPtrArray *entries)
{
    return derived_keep(collection, step, collection_new(entries, collection->type, collection->collation));
}

const Collection *collection_slice(const Collection *collection, guint from, guint count)
{
    char step[40];

    if (from == 0 && count >= collection->count)
        return collection;
    g_snprintf(step, sizeof step, "slice %u %u", from, count);
    const Collection *known = collection_derived(collection, step);
    if (known)
        return known;
    from = MIN(from, collection->count);
    Collection *slice = g_new0(Collection, 1);
    slice->items = collection->items + from;
    slice->count = MIN(count, collection->count - from);
    slice->borrowed = TRUE;
    slice->type = collection->type;
    slice->collation = collection->collation;
    return derived_keep(collection, step, slice);
}

const Collection *collection_latest(const Collection *collection, guint count)
{
    return collection_slice(collection, 0, count);
}

static int condition_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Condition *)a)->field, ((const Condition *)b)->field);
}

const Collection *collection_where(const Collection *collection, const Condition *conditions, guint count)
{
    g_autofree Condition *sorted = g_memdup2(conditions, count * sizeof *conditions);
    g_autoptr(GString) step = g_string_new("where");

    if (count == 0)
        return collection;
    qsort(sorted, count, sizeof *sorted, condition_compare);
    for (guint i = 0; i < count; i++) {
        g_string_append_c(step, ' ');
        recipe_append_text(step, sorted[i].field);
        g_string_append_c(step, '=');
        recipe_append_value(step, &sorted[i].value);
    }
    const Collection *known = collection_derived(collection, step->str);
    if (known)
        return known;
    Collection *self = (Collection *)collection;
    if (!self->indices)
        self->indices = where_indices_new();
    return derived_new(collection, step->str, where_find(collection, self->indices, sorted, count));
}

const Collection *collection_year(const Collection *collection, int year)
{
    const Condition condition = {QUERY_YEAR_OF_DAY, {.kind = VALUE_INTEGER, .integer = year}};
    return collection_where(collection, &condition, 1);
}

const Collection *collection_sort(const Collection *collection, const char *field, CollationOrder order,
                                  gboolean descending)
{
    g_autoptr(GString) step = g_string_new(NULL);

    g_string_printf(step, "sort %d %s ", order, descending ? "desc" : "asc");
    recipe_append_text(step, field);
    const Collection *known = collection_derived(collection, step->str);
    if (known)
        return known;
    return derived_new(collection, step->str, order_by(collection, field, order, descending));
}

const Collection *collection_without(const Collection *collection, const char *field)
{
    g_autoptr(GString) step = g_string_new("without ");

    recipe_append_text(step, field);
    const Collection *known = collection_derived(collection, step->str);
    if (known)
        return known;
    GPtrArray *left = g_ptr_array_new();
    Query query = query_on(field);
    for (guint i = 0; i < collection->count; i++) {
        Value value;
        if (!query_ask(&query, collection->items[i], &value))
            g_ptr_array_add(left, collection->items[i]);
    }
    return derived_new(collection, step->str, left);
}

/* Under a step of its own: where two groups cannot be told apart by their values, the second one gets one
 * that nobody finds. */
static const Collection *group_keep(const Collection *collection, const char *field, const Grouped *group)
{
    g_autoptr(GString) step = g_string_new("group ");

    recipe_append_text(step, field);
    g_string_append_c(step, ' ');
    recipe_append_value(step, &group->value);
    while (collection_derived(collection, step->str))
        g_string_append_c(step, '\'');
    return derived_new(collection, step->str, group->entries);
}

const GArray *collection_group(const Collection *collection, const char *field)
{
    Collection *self = (Collection *)collection;

    if (!self->groups)
        self->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    GArray *groups = g_hash_table_lookup(self->groups, field);
    if (groups)
        return groups;
    g_autoptr(GArray) grouped = order_groups(collection, field);
    groups = g_array_sized_new(FALSE, FALSE, sizeof(Group), grouped->len);
    for (guint i = 0; i < grouped->len; i++) {
        const Grouped *one = &g_array_index(grouped, Grouped, i);
        const Group group = {one->value, group_keep(collection, field, one)};
        g_array_append_val(groups, group);
    }
    g_hash_table_insert(self->groups, g_strdup(field), groups);
    return groups;
}

gboolean collection_sum(const Collection *collection, const char *field, Value *sum)
{
    gint64 whole = 0;
    double all = 0;
    gboolean integral = TRUE;
    Query query = query_on(field);

    for (guint i = 0; i < collection->count; i++) {
        Value value;
        if (!query_ask(&query, collection->items[i], &value))
            continue;
        if (!query_is_number(&value))
            return FALSE;
        all += query_number(&value);
        integral =
            integral && value.kind == VALUE_INTEGER && !__builtin_add_overflow(whole, value.integer, &whole);
    }
    *sum = integral ? (Value){.kind = VALUE_INTEGER, .integer = whole}
                    : (Value){.kind = VALUE_NUMBER, .number = all};
    return TRUE;
}

static void kept_free(gpointer data)
{
    Kept *kept = data;
    kept->destroy(kept->data);
    g_free(kept);
}

gpointer collection_kept(const Collection *collection, const char *key)
{
    const Kept *kept = collection->kept ? g_hash_table_lookup(collection->kept, key) : NULL;
    return kept ? kept->data : NULL;
}

void collection_keep(const Collection *collection, const char *key, gpointer data, GDestroyNotify destroy)
{
    Collection *self = (Collection *)collection;
    Kept *kept = g_new(Kept, 1);

    *kept = (Kept){data, destroy};
    if (!self->kept)
        self->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    g_hash_table_replace(self->kept, g_strdup(key), kept);
}

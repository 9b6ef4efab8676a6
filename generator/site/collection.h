/* SPDX-License-Identifier: MIT */
/*
 * An ordered sequence of entries that never changes. What is derived from a collection (latest, where, …) is
 * kept by it and given out again, so that a template that asks the same on every page costs the same as one
 * that asks once.
 */
#pragma once

#include "content/entry.h"
#include "text/collation.h"

typedef struct Collection Collection;

/* A condition of `where`: the field's value equals, or (a list) contains, the value. A text finds dates and
 * numbers, too. */
typedef struct {
    const char *field;
    Value value;
} Condition;

/* The entries of a collection that share a value. */
typedef struct {
    Value value;
    const Collection *entries;
} Group;

/*
 * Takes over `entries` (Entry *, not owned), which are in order. `type`: of all of them, or NULL if mixed.
 * `collation`: by which texts are ordered, here and in what is derived; borrowed; NULL: by code points.
 */
Collection *collection_new(GPtrArray *entries, const Type *type, Collation *collation);
/* Frees what was derived from it as well. */
void collection_free(Collection *collection);

guint collection_count(const Collection *collection);
Entry *collection_at(const Collection *collection, guint index);
/* The index of `entry`, or -1. Constant time after the first call. */
int collection_index(const Collection *collection, const Entry *entry);
/* The type of all its entries, or NULL. */
const Type *collection_type(const Collection *collection);
Collation *collection_collation(const Collection *collection);
/* Where it comes from, as a text by which site_recall() (site/recipe.h) finds it on any site; NULL: it
 * cannot. */
const char *collection_recipe(const Collection *collection);
/* Says where a collection comes from that is not derived: the first line of its recipe, which is taken over.
 */
void collection_set_step(Collection *collection, char *step);

/*
 * Derived collections, owned by the one they come from. A field is a field of a type, or a name of
 * query_known(). Entries without the field are left out by `where` (but a flag that is not set is false) and
 * by `group`, and come last in `sort`.
 */
const Collection *collection_latest(const Collection *collection, guint count);
const Collection *collection_slice(const Collection *collection, guint from, guint count);
const Collection *collection_year(const Collection *collection, int year);
const Collection *collection_where(const Collection *collection, const Condition *conditions, guint count);
const Collection *collection_sort(const Collection *collection, const char *field, CollationOrder order,
                                  gboolean descending);
/* Group, ordered: choices as the type lists them, texts by the site's language, everything else by value;
 * owned by the collection. */
const GArray *collection_group(const Collection *collection, const char *field);
/* The entries that have no value of the field. */
const Collection *collection_without(const Collection *collection, const char *field);
/* What was derived by the step of that text (site/recipe.h), or NULL. */
const Collection *collection_derived(const Collection *collection, const char *step);
/* The sum of a numeric field: an integer as long as it can be. FALSE if some value is no number. */
gboolean collection_sum(const Collection *collection, const char *field, Value *sum);

/* What others have computed from the collection, kept under a key as long as it lives; NULL before. */
gpointer collection_kept(const Collection *collection, const char *key);
void collection_keep(const Collection *collection, const char *key, gpointer data, GDestroyNotify destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collection, collection_free)

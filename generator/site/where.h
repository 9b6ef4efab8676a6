/* SPDX-License-Identifier: MIT */
/* Entries by the values of their fields, over an index of each field that was asked for. */
#pragma once

#include "site/collection.h"

/* Indices by field, filled as they are needed: each costs one pass over the collection. */
GHashTable *where_indices_new(void);
/*
 * The entries of the collection that meet all of the conditions, in its order, newly allocated. `indices`: of
 * this collection. Costs what the condition that finds least finds.
 */
GPtrArray *where_find(const Collection *collection, GHashTable *indices, const Condition *conditions,
                      guint count);
/* Whether the entry meets all of the conditions, but of those on one field one is enough. */
gboolean where_holds(const Entry *entry, const Condition *conditions, guint count);

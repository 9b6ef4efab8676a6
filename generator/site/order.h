/* SPDX-License-Identifier: MIT */
/*
 * Collections by the values of a field: choices as their type lists them, texts as readers of the site's
 * language expect them, everything else by value.
 */
#pragma once

#include "site/collection.h"

/* The entries, those without the field last, equal ones in the collection's order. `order`: of texts. Newly
 * allocated. */
GPtrArray *order_by(const Collection *collection, const char *field, CollationOrder order,
                    gboolean descending);

/* The entries that share a value, or an item of a list, in the collection's order. */
typedef struct {
    Value value;
    GPtrArray *entries; /* Entry *; whoever gets the group owns it */
} Grouped;

/* Grouped, one for each value. Newly allocated. */
GArray *order_groups(const Collection *collection, const char *field);

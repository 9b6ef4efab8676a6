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
/* One Group for each value, or item of a list. Newly allocated; owns its collections. */
GArray *order_groups(const Collection *collection, const char *field);

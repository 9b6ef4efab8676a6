/* SPDX-License-Identifier: MIT */
/* `permalinks` of broadside.yaml: where the pages of a type go, whatever the theme says. */
#pragma once

#include "site/site.h"

typedef struct {
    const char *pattern;
    guint words; /* of the pattern, as bits */
} Permalink;

/*
 * The permalinks by type (const Type * -> Permalink *), in the site's arena; mistakes go to `diagnostics`.
 * `allowed`: words that a page of an entry may use, as bits.
 */
GHashTable *permalinks_read(const Site *site, guint allowed, Diagnostics *diagnostics);

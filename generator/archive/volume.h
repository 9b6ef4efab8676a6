/* SPDX-License-Identifier: MIT */
/*
 * The volumes of a year's documents: years, terms and departments are never mixed (DA/T 22-2015, 6.4).
 */
#pragma once

#include "record/record.h"

typedef struct {
    const char *retention, *department; /* codes */
    const RecordItem *items;            /* ordered by their numbers */
    guint n_items;
    guint filed;     /* of them, not withdrawn */
    guint pages;     /* of these */
    guint uncounted; /* of these, those whose pages, or some of them, are not known */
} Volume;

/* Volume, by retention (Y, D30, D10), then department; newly allocated. `record` may be NULL. */
GArray *volumes_of(const RecordYear *record);
/* Whether not all pages of a document are known. */
gboolean item_is_uncounted(const RecordItem *item);
gboolean item_is_withdrawn(const RecordItem *item);

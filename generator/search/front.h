/* SPDX-License-Identifier: MIT */
/* The file that leads to all others, and tells what a query can be narrowed to: types, years, last days. */
#pragma once

#include "search/document.h"

typedef struct {
    const SearchDocument *documents;
    guint count;
    const GPtrArray *types; /* Type *: those that have documents, in their order */
    const char *language;
    const char *list;        /* a digest of the documents */
    const char *version;     /* of all other files */
    const char *terms;       /* the first of each shard, with spaces between them */
    const GArray *stretches; /* Stretch */
} Front;

void front_append(GString *into, const Front *front);

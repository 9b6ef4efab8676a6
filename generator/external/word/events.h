/* SPDX-License-Identifier: MIT */
/* A part of a document read from its beginning to its end, without a tree of it in memory. */
#pragma once

#include "external/word/package.h"

#include <glib.h>

typedef struct {
    const xmlChar **items; /* private */
    int count;             /* private */
} Attributes;

/* What a part is told to; names are those of elements, without namespaces. */
typedef struct {
    void (*begin)(void *data, const char *name, const Attributes *attributes);
    void (*end)(void *data, const char *name);
    void (*text)(void *data, const char *text, gsize length);
} Events;

/*
 * Tells the part from its beginning to its end. STATUS_DAMAGED where it is broken or declares entities, which
 * no part may (ISO/IEC 29500-2, 8.1.4); STATUS_LARGE where `into`, which the events write to, has become
 * longer than TEXT_MOST.
 */
Status part_tell(const Part *part, const Events *events, void *data, const GString *into);

/* More than that is not written: a document may hold a text many times over. */
#define TEXT_MOST (64 << 20)

/* By its name without its namespace, newly allocated; NULL where there is none. */
char *attributes_find(const Attributes *attributes, const char *name);

/* SPDX-License-Identifier: MIT */
/* Which documents have which terms. One is filled by one thread, with documents of rising numbers. */
#pragma once

#include "search/term.h"

typedef struct Gather Gather;

Gather *gather_new(void);
void gather_free(Gather *gather);

/* `terms`: of `document`, or some of them; any of them may come again. */
void gather_add(Gather *gather, guint32 document, const GArray *terms);
/* The terms in their order; to be called once, when nothing is added any more. Borrowed. */
const TermKey *gather_terms(Gather *gather, guint *count);
/* Appends the documents of the term at `index` of gather_terms() to `documents` (guint32). */
void gather_read(const Gather *gather, guint index, GArray *documents);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Gather, gather_free)

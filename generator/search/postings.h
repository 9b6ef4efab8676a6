/* SPDX-License-Identifier: MIT */
/* All terms in their order, each with its postings as a shard has them: the documents that have it; and where
 * there are any that have it in their titles, a comma and those. */
#pragma once

#include "search/gather.h"
#include "search/recalled.h"

typedef struct {
    GArray *terms; /* TermKey */
    GArray *ends;  /* guint32: of the postings of each, in `texts` */
    GString *texts;
} Postings;

/* What there is of the last build. */
typedef struct {
    const Recalled *recalled;
    guint32 *numbers;    /* of each of its documents: the number it has, or NUMBER_GONE. They rise */
    guint32 n_numbers;   /* how many */
    gboolean renumbered; /* some that is not gone has another number than before */
    GArray *gone;        /* guint32: those that are gone, ascending */
} Before;

#define NUMBER_GONE G_MAXUINT32

/*
 * The postings of all documents: of those of `before` that are not gone (NULL: there are none), and of those
 * in `bodies` and `titles` (Gather *, rising from one to the next). In at most `threads` threads.
 */
Postings *postings_merge(const Before *before, const GPtrArray *bodies, const GPtrArray *titles,
                         guint threads);
void postings_free(Postings *postings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Postings, postings_free)

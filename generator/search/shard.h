/* SPDX-License-Identifier: MIT */
/* Terms with their postings, cut into shards of about the same size. */
#pragma once

#include "search/gather.h"

/* Bytes of a shard; a term whose postings alone are longer has a shard of its own. */
#define SHARD_SIZE 12000

typedef struct {
    char *text; /* owned */
    TermKey first;
} Shard;

/*
 * The shards of what was gathered: `bodies` and `titles` (Gather *) hold documents in rising order, one
 * Gather after the other. A shard is, for each of its terms in their order: how many UTF-16 units it shares
 * with the one before it (a number of posting.h), the rest of it, a space, the documents that have it, where
 * there are any that have it in their titles a comma and those, a space. Newly allocated GArray of Shard.
 */
GArray *shards_make(const GPtrArray *bodies, const GPtrArray *titles, guint threads);

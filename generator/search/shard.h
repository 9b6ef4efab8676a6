/* SPDX-License-Identifier: MIT */
/* Terms with their postings, cut into shards of about the same size. */
#pragma once

#include "search/postings.h"

/* Bytes of a shard; a term whose postings alone are longer has a shard of its own. */
#define SHARD_SIZE 12000

typedef struct {
    char *text; /* owned */
    TermKey first;
} Shard;

/*
 * A shard is, for each of its terms in their order: how many UTF-16 units it shares with the one before it (a
 * number of posting.h), the rest of it, a space, its postings, a space. Newly allocated GArray of Shard.
 */
GArray *shards_cut(const Postings *postings);

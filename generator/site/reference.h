/* SPDX-License-Identifier: MIT */
/* References between entries: found by id, known at both ends. */
#pragma once

#include "site/site.h"

typedef struct Index Index;

/* Over all entries of the content. Linear in the number of entries. */
Index *index_new(GPtrArray *entries);
void index_free(Index *index);
/* See site_find(). */
Entry *index_find(const Index *index, const char *id, gboolean *several);

/*
 * Sets `entry` in every reference of every entry and typed data file, and `backlinks` at the other end of an
 * entry's, where both are shown.
 * Dangling, ambiguous and misdirected references are errors.
 */
void references_resolve(const Content *content, const Index *index, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Index, index_free)

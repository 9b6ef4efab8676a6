/* SPDX-License-Identifier: MIT */
/* References between entries: found by id, known at both ends. */
#pragma once

#include "site/site.h"

typedef struct Index Index;

/* Over all entries of the content, which must outlive it. */
Index *index_new(const Content *content);
void index_free(Index *index);
/* See site_find(). */
Entry *index_find(const Index *index, const char *id, gboolean *several);
/* The entry of a file ("content/news/a.md"), or that which owns a folder ("content/news/a"); or NULL. */
Entry *index_by_file(const Index *index, const char *path);
Entry *index_by_folder(const Index *index, const char *folder);

/*
 * Sets `entry` in every reference of every entry and typed data file, and `backlinks` at the other end of an
 * entry's, where both are shown.
 * Dangling, ambiguous and misdirected references are errors.
 */
void references_resolve(const Content *content, const Index *index, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Index, index_free)

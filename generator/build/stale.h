/* SPDX-License-Identifier: MIT */
/* Files that an earlier build wrote in the destination and that are no longer made. */
#pragma once

#include "build/manifest.h"
#include "text/diagnostic.h"

typedef struct Stale Stale;

/*
 * Those in `before` and not in `after`, as far as they are there and nobody has changed them since. All three
 * must outlive it.
 */
Stale *stale_find(Destination *destination, const Manifest *before, const Manifest *after);
void stale_free(Stale *stale);

/* Whether the file at `path` is going to be removed. */
gboolean stale_has(const Stale *stale, const char *path);
/* Whether nothing but files that are going to be removed is in the folder at `path`: it goes with them. */
gboolean stale_take_folder(Stale *stale, const char *path);
/* How many have been removed; how many stay because somebody has changed them. */
guint stale_count(const Stale *stale);
guint stale_count_changed(const Stale *stale);
/* Warns of those that stay. */
void stale_report(const Stale *stale, Diagnostics *diagnostics);

/* Removes those that stand where a folder is to be, or in a folder where a file is to be. */
gboolean stale_remove_blocking(Stale *stale, GError **error);
/* Removes the others. Folders that have become empty go as well. */
gboolean stale_remove_rest(Stale *stale, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stale, stale_free)

/* SPDX-License-Identifier: MIT */
/*
 * What Broadside wrote in a destination: the file .broadside.manifest there. After a first line that says
 * what it is, each line is the XXH3 hash (128 bits) of a file, two spaces, and its path, ordered by path, so
 * that `xxh128sum -c` can read it. While files are moved into place it holds both the old and the new hash.
 */
#pragma once

#include "build/destination.h"
#include "text/file.h"

#define MANIFEST_NAME ".broadside.manifest"

typedef struct Manifest Manifest;

Manifest *manifest_new(void);
void manifest_free(Manifest *manifest);

/* Adds the file at `path` (copied). */
void manifest_add(Manifest *manifest, const char *path, Digest digest);
gboolean manifest_has(const Manifest *manifest, const char *path);
/* Whether it says that `path` has, or may have, these contents. */
gboolean manifest_holds(const Manifest *manifest, const char *path, Digest digest);
/* Adds all that is in `other`. */
void manifest_add_all(Manifest *manifest, const Manifest *other);
/* All paths, ordered; borrowed strings in an array to be freed. */
GPtrArray *manifest_paths(const Manifest *manifest);
/* The text of the file. */
char *manifest_format(const Manifest *manifest);

/* The manifest of a destination; empty if it has none. Lines that cannot be its own are passed over. */
Manifest *manifest_load(Destination *destination, GError **error);
/*
 * Writes it whole or not at all, first in the folder open at `near`, on the same file system. A destination
 * whose manifest says the same already is not touched.
 */
gboolean manifest_save(const Manifest *manifest, Destination *destination, int near, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)

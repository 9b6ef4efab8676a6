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

/* An empty one, with room for `count` lines. */
Manifest *manifest_new(guint count);
void manifest_free(Manifest *manifest);

/* Adds the file at `path` (borrowed), after all whose paths come before it. */
void manifest_add(Manifest *manifest, const char *path, Digest digest);
/* All that is in either of them, whose paths are borrowed. */
Manifest *manifest_union(const Manifest *a, const Manifest *b);
/* Its lines, ordered by path and then by digest. */
guint manifest_count(const Manifest *manifest);
const char *manifest_path(const Manifest *manifest, guint line);

gboolean manifest_has(const Manifest *manifest, const char *path);
/* Whether it has a file in the folder at `path`, or below. */
gboolean manifest_has_inside(const Manifest *manifest, const char *path);
/* Whether it says that `path` has, or may have, these contents. */
gboolean manifest_holds(const Manifest *manifest, const char *path, Digest digest);

/*
 * The manifest of a destination; empty if it has none. Lines that cannot be its own are passed over: the
 * paths in `sound` need no check.
 */
Manifest *manifest_load(Destination *destination, const Manifest *sound, GError **error);
/*
 * Writes it whole or not at all, first in the folder `near`, on the same file system. A destination whose
 * manifest, `there`, says the same already is not touched.
 */
gboolean manifest_save(Manifest *manifest, const Manifest *there, Destination *destination, Destination *near,
                       GError **error);
/* The digest of the file, of one that was loaded or saved. */
Digest manifest_digest(const Manifest *manifest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Manifest, manifest_free)

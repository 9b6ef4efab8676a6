/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/draft.h"
#include "process/interrupt.h"

/*
 * Writes the entries of one file into the site `root`, all of them or none, and none over a file: with -2,
 * -3, … in its name if need be, which draft->path then holds. One with pictures or files becomes a folder:
 * NAME/index.md. `taken` (char * -> NULL) holds paths that are not free besides; those that were written are
 * added. With `dry_run` only the paths are found. `interrupt` is held by the caller.
 */
gboolean write_drafts(const char *root, const GPtrArray *drafts, GHashTable *taken, gboolean dry_run,
                      const Interrupt *interrupt, GError **error);

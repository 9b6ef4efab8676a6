/* SPDX-License-Identifier: MIT */
/* What stands in the way of publishing. */
#pragma once

#include "build/stage.h"
#include "build/stale.h"

/*
 * Looks at every place in the destination that the staged ones of `files` (StagedFile, ordered by path) need,
 * and reports what must not be overwritten. TRUE if nothing is in the way; then `missing` (owned strings are
 * added) has the folders that are not there, without those inside them, in the order of the files.
 */
gboolean obstacles_check(Destination *destination, const Manifest *before, Stale *stale, const GArray *files,
                         gboolean force, GPtrArray *missing, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/*
 * The last stage: what was made takes its place in the destination. First everything is checked that could
 * stop it; then files are renamed one by one, with a manifest that covers the old state and the new, so that
 * whenever it is killed every file is whole and the next build knows which are its own.
 */
#pragma once

#include "build/stage.h"
#include "text/diagnostic.h"

typedef struct {
    guint written;
    guint unchanged;
    guint removed;
    guint left; /* that would be removed if nobody had changed them: a warning each, which is said once */
    StagedFile manifest; /* its digest and its stamp, as proof.h would have them */
} PublishCounts;

/*
 * Publishes `files` (StagedFile), in any order, each path once; after that they are in the order of their
 * paths, with their stamps. What stands in the way is reported to `diagnostics`; if anything does, nothing is
 * changed. With `force` files that Broadside did not write are overwritten. FALSE with `error` where the
 * machine fails.
 */
gboolean publish(Destination *destination, Stage *stage, GArray *files, gboolean force,
                 Diagnostics *diagnostics, PublishCounts *counts, GError **error);

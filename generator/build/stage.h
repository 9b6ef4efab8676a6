/* SPDX-License-Identifier: MIT */
/*
 * Where outputs wait until all of them are made: a folder on the file system of the destination, so that each
 * can be renamed into place. An output whose bytes the destination has already is not written at all.
 */
#pragma once

#include "build/destination.h"
#include "build/file.h"

typedef struct Stage Stage;

/* One output, made. */
typedef struct {
    Digest digest;
    gboolean staged; /* FALSE: the destination has these bytes at its path already */
} Staged;

/*
 * An empty stage for `destination` (borrowed), which is not touched: below `work`, the site's .broadside/, if
 * that is on the same file system, else in the destination. What a killed build left in either is removed.
 */
Stage *stage_new(Destination *destination, const char *work, GError **error);
/* Removes the folder and all that is still in it. */
void stage_free(Stage *stage);

/* Stages the output `path`; `number` is its own among all outputs of this build. Works in forked processes.
 */
gboolean stage_put(Stage *stage, guint number, const char *path, const char *bytes, gsize length,
                   Staged *staged, GError **error);
/* The same with the bytes of the file at `source`. */
gboolean stage_copy(Stage *stage, guint number, const char *path, const char *source, Staged *staged,
                    GError **error);
/* Moves the staged file `number` to `path` in the destination. FALSE with errno. */
gboolean stage_release(Stage *stage, guint number, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stage, stage_free)

/* SPDX-License-Identifier: MIT */
/*
 * Where outputs wait until all of them are made: a folder on the file system of the destination, so that each
 * can be renamed into place. An output whose bytes the destination has already is not written at all.
 */
#pragma once

#include "build/destination.h"
#include "text/file.h"

typedef struct Stage Stage;

/* One file that the destination shall hold. */
typedef struct {
    const char *path;
    guint number; /* its own among all files of a build */
    /* Filled when it is staged: */
    Digest digest;
    gboolean staged; /* FALSE: the destination has these bytes at its path already */
} StagedFile;

/*
 * An empty stage for `destination` (borrowed), which is not touched: below `work`, the site's .broadside/, if
 * that is on the same file system, else in the destination. What a killed build left in either is removed.
 */
Stage *stage_new(Destination *destination, const char *work, GError **error);
/* Removes the folder and all that is still in it. */
void stage_free(Stage *stage);

/* Stages these bytes for the path of `file`. Works in forked processes. */
gboolean stage_put(Stage *stage, StagedFile *file, const char *bytes, gsize length, GError **error);
/* The same with the bytes of the file at `source`. */
gboolean stage_copy(Stage *stage, StagedFile *file, const char *source, GError **error);
/* The folder, and that of the destination, whose files are compared with; borrowed. */
const char *stage_path(const Stage *stage);
const char *stage_destination(const Stage *stage);
/* A descriptor of the folder, borrowed. */
int stage_folder(const Stage *stage);
/* Moves a staged file to its path in the destination. FALSE with errno. */
gboolean stage_release(Stage *stage, const StagedFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stage, stage_free)

/* SPDX-License-Identifier: MIT */
/*
 * Where outputs wait until all of them are made: a folder on the file system of the destination, so that each
 * can be renamed into place. An output whose bytes the destination has already is not written at all.
 */
#pragma once

#include "build/destination.h"
#include "build/memo.h"
#include "text/file.h"

typedef struct Stage Stage;

/* One file that the destination shall hold. */
typedef struct {
    const char *path;
    /*
     * `proven`: it has been looked at (proof.h), and has the bytes of `digest`. If it is not staged after
     * that, it is kept: publish() leaves it alone.
     */
    gboolean proven;
    gboolean staged; /* it waits in the stage; FALSE: the destination has these bytes at its path already */
    Digest digest;
    FileStamp stamp; /* of the file in the destination; STAMP_NONE: unknown, or no proof */
} StagedFile;

/*
 * An empty stage for `destination` (borrowed), which is not touched: below `work`, the site's .broadside/, if
 * that is on the same file system, else in the destination. What a killed build left in either is removed.
 */
Stage *stage_new(Destination *destination, const char *work, GError **error);
/* The same stage once more, for another thread to put files in; to be freed before the first. */
Stage *stage_share(const Stage *stage);
/* Removes what a killed build left, without making anything. */
void stage_sweep(const char *destination, const char *work);
/* Removes the folder and all that is still in it, unless it is shared. */
void stage_free(Stage *stage);

/* What the destination has in the place of `file`, which is proven; emptied first. FALSE where it is not
 * that. */
gboolean stage_read(Stage *stage, const StagedFile *file, GString *into);
/*
 * Stages these bytes for the path of `file`, and sets its digest. If it is proven, that was the digest of
 * what the destination has, which is not read again. Works in forked processes, and in several threads.
 */
gboolean stage_put(Stage *stage, StagedFile *file, const char *bytes, gsize length, GError **error);
/* The same with the bytes of the file at `source`, which is not read if `memo` (may be NULL) knows its digest
 * and `file` is proven to have that. Its digest is noted there. */
gboolean stage_copy(Stage *stage, StagedFile *file, const char *source, Memo *memo, GError **error);
/* The folder, and that of the destination, whose files are compared with; borrowed. */
const char *stage_path(const Stage *stage);
const char *stage_destination(const Stage *stage);
/* When it was made (stamp.h): no file was compared before. */
gint64 stage_since(const Stage *stage);
/* What is staged, each file at its path; borrowed. */
Destination *stage_tree(Stage *stage);
/* Moves a staged file to its path in the destination, or a folder with all that is in it. FALSE with errno.
 */
gboolean stage_release(Stage *stage, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stage, stage_free)

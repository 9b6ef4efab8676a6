/* SPDX-License-Identifier: MIT */
/*
 * What tells, without reading it, that a file is still the one it was: what `stat` says of it. A file that
 * was changed within one tick of the clock before it was looked at can change once more and look the same;
 * its stamp is no proof.
 */
#pragma once

#include <glib.h>

struct stat;
struct statx;

typedef struct {
    guint64 size;    /* bytes */
    gint64 modified; /* nanoseconds since 1970; the contents */
    gint64 changed;  /* the same; the contents, the name or the rights. Nobody can set it back */
    guint64 inode;
} FileStamp;

/* Of no file: it is equal to none, not even to itself. */
#define STAMP_NONE ((FileStamp){0})

/* What of statx() a stamp is made of. */
#define STAMP_MASK (STATX_TYPE | STATX_MODE | STATX_SIZE | STATX_MTIME | STATX_CTIME | STATX_INO)

FileStamp stamp_of_stat(const struct stat *status);
FileStamp stamp_of_statx(const struct statx *status);
/* Of the file at `path`, links followed; STAMP_NONE where there is none. */
FileStamp stamp_of_file(const char *path);
gboolean stamp_is_none(FileStamp stamp);
gboolean stamp_equal(FileStamp a, FileStamp b);

/* Now, by the clock that file systems use: nanoseconds since 1970. */
gint64 stamp_now(void);
/* Whether a file looked at at `now`, or later, had been changed too shortly before: STAMP_NONE is to be kept
 * in place of its stamp. */
gboolean stamp_is_fresh(FileStamp stamp, gint64 now);

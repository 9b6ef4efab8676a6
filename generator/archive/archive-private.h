/* SPDX-License-Identifier: MIT */
/* Private to archive/: a run, and the making of one year in it. */
#pragma once

#include "archive/archive.h"
#include "archive/package.h"
#include "archive/shelf.h"
#include "build/lock.h"
#include "build/prepare.h"
#include "process/interrupt.h"
#include "record/record.h"

/* What is being made, and since when. */
typedef struct {
    int year;
    char *part; /* NULL: nothing */
    gint64 since;
} Watch;

typedef struct {
    const ArchiveOptions *options;
    Diagnostics *diagnostics;
    ArchiveSummary *summary;
    Lock *lock;
    Prepared ready; /* the whole site, as its website shows it */
    Record *record;
    Shelf *shelf;
    Interrupt interrupt;
    gboolean held;
    Watch *watch;
} Archive;

extern const char *const ARCHIVE_ENDINGS[N_PACKAGE_FORMATS]; /* ".zip" */
gboolean archive_wants(const ArchiveOptions *options, PackageFormat format);

gboolean archive_has_errors(const Archive *archive);
guint archive_workers(const Archive *archive);
/* What of a year is being made; NULL: nothing any more. */
void archive_tell(const Archive *archive, int year, const char *part);

/*
 * Makes the record of a year, and puts it on the shelf unless there are errors: then nothing has changed.
 * FALSE with `error` where it could not go on.
 */
gboolean archive_year(Archive *archive, int year, GError **error);

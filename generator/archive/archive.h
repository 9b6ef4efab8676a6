/* SPDX-License-Identifier: MIT */
/*
 * The record of a year: a bag with the yearbook, the catalogue, the evidence, the website as it was and all
 * originals. The record that is there stays whole until the new one is.
 */
#pragma once

#include "build/failure.h"
#include "text/diagnostic.h"

/* All but `root`, `themes`, `destination`, `years` may be NULL or 0. */
typedef struct {
    const char *root;        /* the folder of the site */
    const char *themes;      /* the folder of those that came with the program */
    const char *destination; /* the folder that the bags go into: "archive" */
    const char *date;        /* today, as YYYY-MM-DD; NULL: the clock's day */
    const int *years;
    guint n_years;
    gboolean zip, tar; /* as one file beside the folder, too */
    gboolean force;    /* in the place of what Broadside did not make, or of what somebody added to it */
    guint jobs;
    void (*waiting)(int pid);
    /* called after each part, "website" (translated), of a year; or NULL */
    void (*timing)(int year, const char *part, gint64 microseconds);
    void (*progress)(int year, const char *part, guint done, guint all); /* `part` is translated; or NULL */
} ArchiveOptions;

typedef struct {
    int year;
    guint entries;     /* told of in it */
    guint documents;   /* with numbers, withdrawn ones not counted */
    guint given;       /* numbers given by this run */
    guint gaps;        /* assessment items without evidence; 0, too, where there are none */
    gboolean assessed; /* whether there are any */
    guint files;       /* of the payload */
    guint64 bytes;
} ArchiveYearSummary;

typedef struct {
    GArray *years;    /* ArchiveYearSummary */
    GPtrArray *files; /* char *: what is there now: folders, then packages; owned */
    gint64 microseconds;
} ArchiveSummary;

/*
 * Makes the records. What is wrong with the site goes to `diagnostics`, and if one of it is an error nothing
 * has changed. FALSE with `error` where it could not go on: the years before have been made.
 */
gboolean archive_run(const ArchiveOptions *options, Diagnostics *diagnostics, ArchiveSummary *summary,
                     GError **error);
void archive_summary_clear(ArchiveSummary *summary);

/* SPDX-License-Identifier: MIT */
/* A past year that there is only as old files: entries of them, so that it joins the record. */
#pragma once

#include "build/failure.h"
#include "content/content.h"

typedef struct {
    const char *folder; /* the old files */
    int year;           /* that they are of */
    Date today;
    gboolean dry_run;
    void (*waiting)(int pid);                /* as of ArchiveOptions */
    void (*progress)(guint done, guint all); /* files; or NULL */
} AdoptOptions;

typedef struct {
    GPtrArray *entries; /* char *: files of the entries that were made, or would be; owned */
    guint files;        /* that went with them */
    guint known;        /* files that the site holds already, with the same bytes */
    guint passed;       /* files and folders that were left out, each with a diagnostic */
} AdoptSummary;

/*
 * Makes entries of what is in the folder, within the site of `content`. What import can read becomes a
 * report, a notice or a page with the old file attached; other documents of word processors, and files whose
 * name ends in 总结, 通知 and the like, the same without their text; scans, photos and what else there is are
 * attachments of a page for each folder. None of them is shown on the website before somebody has looked at
 * it: `expires` and `after: remove` stand in each, so that it is in the record all the same; of a year that
 * is not over, `draft`.
 *
 * Nothing is overwritten; run again, what is there already is left out. Symbolic links are not followed.
 * FALSE with `error` where the machine fails, or the folder cannot be used (BUILD_ERROR_USAGE): what has been
 * made until then is whole.
 */
gboolean adopt_run(const Content *content, const AdoptOptions *options, Diagnostics *diagnostics,
                   AdoptSummary *summary, GError **error);
void adopt_summary_clear(AdoptSummary *summary);

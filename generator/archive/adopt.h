/* SPDX-License-Identifier: MIT */
/* A past year that there is only as old files: entries of them, so that it joins the record. */
#pragma once

#include "build/failure.h"
#include "content/content.h"

typedef struct {
    const char *folder; /* the old files */
    int year;           /* that they are of */
    gboolean dry_run;
    void (*progress)(guint done, guint all);
} AdoptOptions;

typedef struct {
    GPtrArray *entries; /* char *: files of the entries that were made; owned */
    guint files;        /* that went with them */
    guint passed;       /* files that were left out, each with a warning */
} AdoptSummary;

/*
 * Makes entries of what is in the folder, within the site of `content`: Word documents, texts and web pages
 * become reports or pages by import, with the old file attached; scans, photos and what else there is are
 * attachments of a page for each folder. Nothing is overwritten; run again, what is there already is left
 * out. FALSE with `error` where the machine fails; nothing is left half made.
 */
gboolean adopt_run(const Content *content, const AdoptOptions *options, Diagnostics *diagnostics,
                   AdoptSummary *summary, GError **error);
void adopt_summary_clear(AdoptSummary *summary);

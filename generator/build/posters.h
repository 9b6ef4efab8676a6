/* SPDX-License-Identifier: MIT */
/* `broadside poster`: sheets of a site, each into files of its own, whatever becomes of the others. */
#pragma once

#include "build/failure.h"
#include "print/plan.h"

/* What was asked for, in words of the command line; all but `root`, `themes` and `destination` may be NULL.
 * Lists of texts are NULL-terminated. */
typedef struct {
    const char *root;        /* the folder of the site */
    const char *themes;      /* the folder of those that came with the program */
    const char *destination; /* the folder that the sheets go into */
    const char *base_url;
    const char *date;
    gboolean drafts;
    gboolean published; /* the destination goes out with the website */
    gboolean force;     /* overwrite what Broadside did not make */
    guint jobs;
    const char *const *entries; /* ids, ends of ids, or paths of files */
    const char *sheet;
    const char *list;         /* a type */
    const char *year;         /* "2025", "all" */
    const char *const *where; /* "kind=notice" */
    const char *const *texts;
    gboolean all;
    const Paper *papers;
    guint n_papers;
    gboolean landscape;
    guint formats; /* a set of 1 << SheetFormat */
    SheetOptions options;
    void (*waiting)(int pid);                               /* called while another process holds the site */
    void (*progress)(guint done, guint all, gpointer data); /* after each sheet; or NULL */
    gpointer data;
} PostersOptions;

typedef struct {
    guint sheets;     /* that are there now */
    guint failed;     /* that could not be made, or not written */
    GPtrArray *files; /* char *: paths of all that are there now, in order; owned */
    gint64 microseconds;
} PostersSummary;

/*
 * Makes the sheets. What is wrong with one of them goes to `diagnostics`, and the others are written all the
 * same. FALSE with `error` where the command makes no sense, or the machine fails.
 */
gboolean posters_run(const PostersOptions *options, Diagnostics *diagnostics, PostersSummary *summary,
                     GError **error);
void posters_summary_clear(PostersSummary *summary);

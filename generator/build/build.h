/* SPDX-License-Identifier: MIT */
/* A build: content, site, plan, review, render, publish, save. Nothing in the destination changes before it
 * is published; what is saved is for the next build. */
#pragma once

#include "build/failure.h"
#include "build/publish.h"
#include "text/diagnostic.h"

typedef struct Plan Plan; /* plan.h */

/* Of copies of photos in the site's .broadside/. */
typedef struct {
    guint swept; /* removed, because the website uses them no longer */
    guint64 swept_bytes;
} PhotosSummary;

typedef struct {
    guint pages;    /* made by the theme, redirects included */
    guint files;    /* copied */
    guint rendered; /* of the pages */
    guint kept;     /* of the pages: not rendered, because they are as they were */
    PublishCounts counts;
    PhotosSummary photos;
    gint64 microseconds;
} BuildSummary;

typedef struct {
    const char *root;        /* the folder of the site */
    const char *themes;      /* the folder of those that came with the program */
    const char *destination; /* NULL: everything is loaded and rendered, but nothing written at all */
    const char *base_url;    /* instead of the configuration's; or NULL */
    const char *date;        /* today, as YYYY-MM-DD; NULL: the clock's day */
    int year;                /* for the record of that year, see below; or 0 */
    gboolean record;         /* looked through before records are made: without sheets, and not a word about a
                                missing address */
    gboolean drafts;         /* show drafts as well */
    gboolean posters;        /* make sheets as well, as `posters` of the configuration may say, too */
    gboolean force;          /* overwrite what Broadside did not write */
    gboolean checksum;       /* whether a file has changed is told by its bytes, not by its stamp */
    gboolean sweep;          /* remove kept copies of photos that this website does not use */
    gboolean strict;         /* a warning keeps everything from being published */
    gboolean ends;           /* the process ends after it: its memory is left to the system */
    guint jobs;              /* processes that render; 0: one for each processor */
    void (*waiting)(int pid); /* called while another process holds the site */
    void (*timing)(const char *stage,
                   gint64 microseconds); /* called after each stage (its name is not translated); or NULL */
    /* Called now and then with a stage (not translated): how many of how many are done, or 0 of 0 where
     * nobody counts; or NULL. */
    void (*progress)(const char *stage, guint done, guint all, gpointer data);
    void (*unseen)(const char *path); /* this and the next two: see ReviewOptions */
    const char *external;
    void (*asked)(guint done, guint all);
    /* Called with the plan, which is then made even where nothing has changed; or NULL. */
    void (*planned)(const Plan *plan, gpointer data);
    /* Called once the website is published, and before what the next build needs of this one is saved; or
     * NULL. Not where nothing was published. */
    void (*published)(const BuildSummary *summary, gpointer data);
    gpointer data;
} BuildOptions;

/*
 * Builds the site, or as much of it as its mistakes allow: those go to `diagnostics`, and if one of them is
 * an error nothing in the destination has changed. FALSE with `error` (of BUILD_ERROR, or of the stage that
 * failed) where it could not go on.
 *
 * With `year` it is the website frozen in the record of that year: without an address, without sheets, and
 * only with what is told of in the year (SiteOptions). The caller has locked and reviewed the site.
 */
gboolean build_run(const BuildOptions *options, Diagnostics *diagnostics, BuildSummary *summary,
                   GError **error);

/* SPDX-License-Identifier: MIT */
/* Private to a build: what its stages hand on. */
#pragma once

#include "build/build.h"
#include "build/facts.h"
#include "build/keeping.h"
#include "build/lock.h"
#include "build/readings.h"
#include "build/render.h"
#include "build/sheets-plan.h"
#include "build/sheets.h"
#include "record/record.h"
#include "review/review.h"
#include "text/threads.h"

typedef struct {
    const BuildOptions *options;
    Diagnostics *diagnostics;
    BuildSummary *summary;
    Lock *lock;
    Content *content;
    Record *record; /* NULL: of what is made for a record, which must not depend on the last one */
    Site *site;
    Theme *theme;
    char *theme_folder;
    Plan *plan;
    Sheets *sheets;     /* NULL: none are made */
    SheetPlan *posters; /* the same */
    SheetMade *made;    /* of each job of that */
    Interrupt interrupt;
    gboolean held;
    Destination *destination;
    Stage *stage;
    Rendering rendering;
    GArray *files; /* StagedFile */
    gboolean published;
    /* Of the ledger (build-ledger.c, build-compare.c): */
    Ledger *before;      /* NULL: there is none that is of use */
    gboolean remembered; /* a ledger is to be written */
    guint64 scope;
    Folder *folder;       /* content/, once it has been looked at */
    guint64 inputs;       /* of the site's own files but entries, before anything was read */
    guint64 inputs_named; /* of those that the configuration names */
    Snapshot *snapshot;   /* of its content; or NULL */
    Memo *memo;           /* of files that are copied, and of pictures; NULL: nothing is remembered */
    StagedFile *known;    /* the files of the ledger, as far as they are proven */
    Aside *checking;      /* finds that out while the content is loaded; or NULL */
    ReviewMemory *review_before, *review_after; /* NULL: nothing is kept */
    SlotTable *slots;
    GHashTable *sizes; /* of pictures */
    Facts *facts;
    guint64 *answers;    /* of all that pages have read, by key */
    guint64 *identities; /* of the pages */
    Keeping *keeping;    /* NULL: no page is kept */
    Readings *readings;  /* NULL: what pages read is not wanted */
} Build;

static inline gboolean build_has_errors(const Build *build)
{
    return diagnostics_count(build->diagnostics, SEVERITY_ERROR) > 0;
}

guint build_count_workers(const Build *build);
void build_tell(const Build *build, const char *stage, guint done, guint all);

/* The stage "render": everything that is to be published is made (build-render.c). */
gboolean build_render(Build *build, GError **error);

/* The ledger of the last build, if it is of any use; before anything is loaded. TRUE: nothing has changed
 * since, and all is said and done. */
gboolean build_recall(Build *build);
/* Once the configuration is known, and before anything that it names is read. */
void build_look(Build *build);
/* Before the review: what the last one has kept. */
void build_recall_review(Build *build);
/* Once the site is there: what was found out about files meanwhile. Whoever forks has one thread. */
void build_join(Build *build);
/* Once there is a plan: finds out which pages are as they were. What is loaded is only read, so that others
 * may read it at the same time. */
void build_compare(Build *build);
/* Before pages are rendered: those that are as they were are kept. */
void build_keep(Build *build);
/* After that: the files that all pages show, also those that were kept or mended. */
void build_keep_files(Build *build);
/* After they are rendered, and before anything is added to the outputs because of them. */
void build_note(Build *build);
/* After everything is published. */
void build_remember(Build *build);
/* The file that the destination has at the path, with its digest; NULL: there is none, or it is not known. */
const StagedFile *build_known(const Build *build, const char *path);
void build_forget(Build *build);

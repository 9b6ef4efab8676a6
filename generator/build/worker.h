/* SPDX-License-Identifier: MIT */
/* A process that renders some of the pages: what it is given, and what it hands back. */
#pragma once

#include "build/keeping.h"
#include "build/readings.h"
#include "build/stage.h"
#include "process/pool.h"
#include "search/search.h"
#include "template/engine.h"

typedef struct {
    const Site *site;
    const Theme *theme;
    GHashTable *paths;       /* of all outputs */
    const GPtrArray *pages;  /* const Page * */
    GHashTable *sizes;       /* of pictures: see measure_pictures() */
    Stage *stage;            /* NULL: rendered, but kept nowhere */
    Search *search;          /* takes the texts of the entries; or NULL */
    GHashTable *records;     /* of years: year -> YearRecord * */
    const GArray *wanted;    /* guint: numbers of the pages to render, ascending; NULL: all */
    const StagedFile *files; /* by page: what the destination has in its place */
    gboolean noted;          /* what pages read is handed back */
    const Keeping *keeping;  /* what there is of old pages; or NULL */
    void (*progress)(guint done, guint all, gpointer data); /* now and then; or NULL */
    gpointer data;
} RenderJob;

/* One page, rendered: an element of the first array that a worker hands back. */
typedef struct {
    guint32 page;
    guint8 result; /* RenderResult */
    guint64 high;  /* of the digest */
    guint64 low;
    guint8 staged;
} WorkerPage;

/*
 * What a worker hands back: WorkerPage; the files that pages asked for, each with the first such page; a
 * page, and its diagnostics; what pages read.
 */
#define WORKER_VARIANT_TYPE "(a(uyttb)a(su)u" DIAGNOSTICS_VARIANT_TYPE READINGS_VARIANT_TYPE ")"

typedef struct Worker Worker;

/* Ends with its process. */
Worker *worker_new(const RenderJob *job);
/* FALSE with `error` where the machine fails; mistakes of templates are among the diagnostics. */
gboolean worker_render(Worker *worker, guint page, GError **error);
/* What there is to hand back, floating: after each page that has diagnostics, and if `all` says so; or NULL.
 */
GVariant *worker_results(Worker *worker, gboolean all);

/* SPDX-License-Identifier: MIT */
/* A process that renders some of the pages: what it is given, and what it hands back. */
#pragma once

#include "build/stage.h"
#include "template/engine.h"

#include <stdatomic.h>

typedef struct {
    const Site *site;
    const Theme *theme;
    GHashTable *paths;      /* of all outputs */
    const GPtrArray *pages; /* const Page * */
    Stage *stage;           /* NULL: rendered, but kept nowhere */
} RenderJob;

/* In memory that all processes share. */
typedef struct {
    atomic_uint next;      /* the first page that nobody has taken yet */
    atomic_bool stop;      /* take no more */
    atomic_uint current[]; /* by worker: the page it is at, + 1; 0: none */
} WorkerShared;

/* One page, rendered: an element of the first array that a worker hands back. */
typedef struct {
    guint32 page;
    guint8 result; /* RenderResult */
    guint64 high;  /* of the digest */
    guint64 low;
    guint8 staged;
} WorkerPage;

/*
 * What a worker hands back: WorkerPage; the files that pages asked for, each with the first such page; the
 * diagnostics; what kept it from going on, or nothing.
 */
#define WORKER_VARIANT_TYPE "(a(uyttb)a(su)" DIAGNOSTICS_VARIANT_TYPE "ms)"

/*
 * Renders pages until none are left, then writes the serialised variant to the pipe `out`, after its length
 * as eight bytes. FALSE if that fails.
 */
gboolean worker_run(const RenderJob *job, WorkerShared *shared, guint index, int out);

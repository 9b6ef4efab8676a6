/* SPDX-License-Identifier: MIT */
/* All pages rendered, in worker processes: a template that crashes or hangs takes down no more than one. */
#pragma once

#include "build/worker.h"

/* What became of the pages, by their numbers in the job. */
typedef struct {
    guint n_pages;
    GArray *pages;      /* WorkerPage */
    GHashTable *files;  /* path of a file that pages show -> number of the first such page; owned keys */
    GVariant **said;    /* diagnostics of each page; NULL: none */
    gboolean mixed;     /* there were too many of them: some are not among those of their page */
    Readings *readings; /* of the pages that are rendered; borrowed; or NULL */
} Rendering;

/* Of no page anything is known yet. What is known of pages that are not wanted can then be set. */
void rendering_init(Rendering *rendering, guint pages, Readings *readings);
/* Notes that a page shows a file. */
void rendering_ask(Rendering *rendering, const char *path, guint page);

/*
 * Renders the pages of `job` that are wanted in at most `workers` processes. No other thread may be running.
 * What the pages did wrong goes to `diagnostics`. FALSE with `error` where the machine fails, or at an
 * interrupt.
 *
 * A page that costs a worker its life, or all of its memory, is an error, and no later page with its layout
 * is rendered. After four such layouts no later page is rendered at all. Which messages there are does not
 * depend on the number of workers: what pages said that are later than a page that died of the same layout is
 * left out.
 */
gboolean render_pages(const RenderJob *job, guint workers, const Interrupt *interrupt, Rendering *rendering,
                      Diagnostics *diagnostics, GError **error);
void rendering_clear(Rendering *rendering);

/* SPDX-License-Identifier: MIT */
/* All pages rendered, in worker processes: a template that crashes or hangs takes down no more than one. */
#pragma once

#include "build/worker.h"

typedef struct {
    GArray *pages;     /* WorkerPage, by the page's number in the job */
    GHashTable *files; /* path of a file that pages show -> number of the first such page; owned keys */
} Rendering;

/*
 * Renders the pages of `job` in at most `workers` processes. No other thread may be running. What the pages
 * did wrong goes to `diagnostics`. FALSE with `error` where the machine fails, or at an interrupt.
 *
 * A page that costs a worker its life, or all of its memory, is an error, and no later page with its layout
 * is rendered. After four such layouts no later page is rendered at all. Which messages there are does not
 * depend on the number of workers: what pages said that are later than a page that died of the same layout is
 * left out.
 */
gboolean render_pages(const RenderJob *job, guint workers, const Interrupt *interrupt, Rendering *rendering,
                      Diagnostics *diagnostics, GError **error);
void rendering_clear(Rendering *rendering);

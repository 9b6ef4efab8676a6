/* SPDX-License-Identifier: MIT */
/* Renders pages. One engine lives in one process. */
#pragma once

#include "template/page.h"
#include "template/reads.h"
#include "template/theme.h"

typedef struct Engine Engine;

/* What a rendering asked for beyond its own text. */
typedef struct {
    void *data;
    /* A file of the site (from its root) that the page shows or links to, and that must be published. */
    void (*file)(void *data, const char *path);
} EngineEvents;

typedef enum {
    RENDER_DONE,
    RENDER_FAILED,    /* the diagnostics say why */
    RENDER_LEFT_OUT,  /* it needs permalinks, and the site has no base_url */
    RENDER_EXHAUSTED, /* it failed for want of memory: the diagnostics say where */
    RENDER_MENDED,    /* it is done, and what was said of it before still holds */
} RenderResult;

/*
 * `paths`: every output there is (path -> anything), for url(). `pages`: const Page *, for site.outputs; or
 * NULL. `sizes`: path of the output that is a picture -> PictureSize *; or NULL. All must outlive the engine.
 */
Engine *engine_new(const Site *site, const Theme *theme, GHashTable *paths, const GPtrArray *pages,
                   GHashTable *sizes, const EngineEvents *events, Diagnostics *diagnostics);
void engine_free(Engine *engine);
/* What pages read is noted in `reads` from now on, which is begun anew for each; it must outlive the engine.
 */
void engine_set_reads(Engine *engine, Reads *reads);

/* Renders `page` into `html`, which is emptied first. */
RenderResult engine_render(Engine *engine, const Page *page, GString *html);

/* A page as it was made before, of which nothing has changed but some of the fragments (reads.h) in it. */
typedef struct {
    const char *bytes;
    gsize length;
    const ReadSpan *spans; /* its fragments, in their order */
    guint n_spans;
    const guint8 *changed; /* by number of a fragment: whether it has */
} OldPage;

/*
 * The same as engine_render(), but takes as much of the old page as it can, so that only what is new is
 * worked out. Needs reads; where it was mended, only what it read besides is noted there, and spans of what
 * has not changed are READ_SAME. Which pages can be mended depends on those that were rendered before.
 */
RenderResult engine_render_again(Engine *engine, const Page *page, const OldPage *old, GString *html);

/* Appends the text of `entry` without its mark-up; nothing if it cannot be parsed, which is a diagnostic.
 * Costs little where the last page was the entry's own. */
void engine_text(Engine *engine, const Entry *entry, GString *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Engine, engine_free)

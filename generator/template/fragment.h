/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: fragments, the texts of partials that are kept (kept.h) where they stand in a page. A
 * page of which nothing has changed but fragments is mended: its old text is taken, with the new fragments in
 * their places.
 *
 * That is right because what the page has read outside of its fragments is as it was. So its layout runs as
 * it did, and comes to the same includes with the same arguments. What a fragment got is learned from a page
 * that is rendered, and had the same one; what it asks of its page, each page is asked again. Only partials
 * that leave the context as they found it are fragments: what follows them is escaped as it was.
 */
#pragma once

#include "template/state.h"

typedef struct {
    guint64 place;
    guint includes;
} FragmentPlace;

Fragments *fragments_new(void);
void fragments_free(Fragments *fragments);

/* Before a page is rendered, and after. `whole`: the page is what was printed, from its first byte to its
 * last. */
void fragments_begin(Engine *engine);
void fragments_end(Engine *engine, gboolean whole);

/* Around each include. */
FragmentPlace fragments_enter(Engine *engine);
void fragments_leave(Engine *engine, FragmentPlace around);
/* The next fragment stands where that one stood. */
void fragments_stand(Engine *engine, guint64 place);
/* Where includes are in the page is not known any more. */
void fragments_lose(Engine *engine);

/* Whether what the include prints can be a fragment: it goes to the page itself. */
gboolean fragments_wanted(const Engine *engine);
/* The page has a fragment from `offset` to its end: what has printed it got `root`, a key of kept.h. */
void fragments_add(Engine *engine, ReadSet *set, gsize offset, guint depth, const GString *root);

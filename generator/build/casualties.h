/* SPDX-License-Identifier: MIT */
/* Pages that cost a worker its life, or all of its memory, and which others are not rendered for it. */
#pragma once

#include "build/worker.h"

typedef struct Casualties Casualties;

/* Of the pages of `job`, which must outlive it. */
Casualties *casualties_new(const RenderJob *job, const Limits *limits);
void casualties_free(Casualties *casualties);

/* Notes a death, or a page whose worker lived to tell of its exhaustion. Whichever comes first, the same ones
 * count in the end. */
void casualties_add(Casualties *casualties, const Death *death);
void casualties_add_told(Casualties *casualties, guint page);
/* Whether the page is not to be rendered, or is to be as if it had not been. */
gboolean casualties_exclude(const Casualties *casualties, guint page);
guint casualties_count(const Casualties *casualties);
void casualties_report(const Casualties *casualties, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Casualties, casualties_free)

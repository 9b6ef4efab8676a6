/* SPDX-License-Identifier: MIT */
/* Which old files the site holds already, by their bytes. */
#pragma once

#include "archive/adopt-walk.h"
#include "content/content.h"

typedef struct Known Known;

/* Of the files in content/ that are no entries; `content` outlives it. */
Known *known_new(const Content *content);
void known_free(Known *known);
/*
 * Whether the site holds the file. Each that it holds counts once: of two equal files where the site has one,
 * the second is not known. A file that cannot be read is not.
 */
gboolean known_take(Known *known, const OldFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Known, known_free)

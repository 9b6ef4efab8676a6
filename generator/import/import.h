/* SPDX-License-Identifier: MIT */
/* From files that other programs made to entries of a site. */
#pragma once

#include "content/content.h"
#include "import/draft.h"

typedef struct Import Import;

/* `content` outlives it. */
Import *import_new(const Content *content, Wanted wanted, gboolean dry_run);
void import_free(Import *import);

/*
 * Reads the file at `path` and writes the entries that it holds into the site. The Draft * of each, borrowed
 * until import_free(), go to `drafts`. What is wrong with the file, or notable, goes to `diagnostics`, and
 * nothing of a file that cannot be read is written. FALSE with `error` where the machine fails.
 */
gboolean import_file(Import *import, const char *path, GPtrArray *drafts, Diagnostics *diagnostics,
                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Import, import_free)

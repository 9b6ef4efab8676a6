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
 * Reads the file at `path`. The Draft * of each entry that it holds and that is not in the site already,
 * borrowed until import_forget(), go to `drafts`; nothing is written. What is wrong with the file, or
 * notable, goes to `diagnostics`. FALSE with `error` where the machine fails.
 */
gboolean import_read(Import *import, const char *path, GPtrArray *drafts, Diagnostics *diagnostics,
                     GError **error);
/* Writes drafts, of a file or made by the caller, into the site: all or none, and none over a file. */
gboolean import_write(Import *import, const GPtrArray *drafts, GError **error);
/* Both: nothing of a file that cannot be read is written. */
gboolean import_file(Import *import, const char *path, GPtrArray *drafts, Diagnostics *diagnostics,
                     GError **error);
/* Changes what the entries of the files to come are to be. */
void import_want(Import *import, Wanted wanted);
/* Lets go of the drafts so far. */
void import_forget(Import *import);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Import, import_free)

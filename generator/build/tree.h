/* SPDX-License-Identifier: MIT */
/* The files in a folder of the site. */
#pragma once

#include "text/diagnostic.h"

#include <glib.h>

/*
 * Every file below `folder`, as paths from there, ordered; owned. None if there is no such folder. Symbolic
 * links are followed where they lead to something below `bound`; others are reported to `diagnostics`.
 */
GPtrArray *tree_files(const char *folder, const char *bound, Diagnostics *diagnostics, GError **error);

/* Whether `real` is `bound` or below it: both are real paths, or NULL, which holds nothing and is nowhere. */
gboolean tree_is_below(const char *bound, const char *real);
/* Whether `path`, all symbolic links followed, is below `bound`: a real path, or NULL, which holds nothing.
 */
gboolean tree_holds(const char *bound, const char *path);

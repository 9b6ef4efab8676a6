/* SPDX-License-Identifier: MIT */
/* What a theme looks at that time changes. */
#pragma once

#include "site/change.h"

/*
 * A set of Watch: which of the names that depend on the day stand as words in the files of the theme `name`
 * and in theme/ of the site at `root` (`installed`: the folder of themes that came with the program). A name
 * in a comment counts, too; one that a template puts together from pieces is not seen. Everything, where a
 * file cannot be read or there is no such theme. `sheets`: those of the theme count as well.
 */
guint theme_watches(const char *root, const char *installed, const char *name, gboolean sheets);

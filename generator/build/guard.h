/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/*
 * Refuses (BUILD_ERROR_USAGE) a destination in which publishing could touch what authors wrote: the site at
 * `root` or a folder above it, the folders that hold its sources, and whatever is inside those, but for the
 * folder of the preview. Symbolic links count as what they lead to.
 */
gboolean guard_destination(const char *root, const char *destination, GError **error);

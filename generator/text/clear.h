/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Removes what is at `path`: a file, a link, or a folder with all in it. No link is followed. FALSE with
 * errno where something stays. */
gboolean clear_path(const char *path);

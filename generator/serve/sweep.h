/* SPDX-License-Identifier: MIT */
/* Walks through the folders of a site, as those who load it do: without litter, links followed. */
#pragma once

#include <glib.h>

/* Calls `found` for the folder at `path`, if there is one, and, where that says TRUE, for those in it. */
void sweep_folders(const char *path, gboolean (*found)(const char *path, gpointer data), gpointer data);
/* Adds the names and the stamps of the file or folder at `path`, and of all below it, to `sum`: another sum,
 * and something is another. */
guint64 sweep_sum(const char *path, guint64 sum);
/* Whether a folder lies where changes by other machines go by unseen: on the disk of another one. */
gboolean sweep_must(const char *path);

/* SPDX-License-Identifier: MIT */
/* What lies in the folder content/: a walk that gives the same on any machine. */
#pragma once

#include "text/diagnostic.h"

/* What was found, each in the order of its bytes. Paths are relative to the site's root. */
typedef struct {
    GPtrArray *entries; /* char *: paths of the .md files */
    GPtrArray *files;   /* char *: paths of all other files */
} Folder;

/*
 * Walks content/ of the site `root`. Hidden files and what editors, Word and Windows leave behind are passed
 * over. Symbolic links are followed inside the site; those that lead out of it, nowhere or to a folder around
 * them, and names that are not UTF-8, are reported. NULL with `error` where a folder cannot be read.
 */
Folder *folder_scan(const char *root, Diagnostics *diagnostics, GError **error);
void folder_free(Folder *folder);

/* Whether a file or folder of that name was left behind by an editor, Word, WPS or a system. */
gboolean folder_is_litter(const char *name);

/*
 * Whether `path` below `root` may be followed: it is no symbolic link, or one that leads to something inside
 * the site. FALSE after a diagnostic.
 */
gboolean folder_check_link(const char *root, const char *path, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

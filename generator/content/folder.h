/* SPDX-License-Identifier: MIT */
/* What lies in the folder content/: a walk that gives the same on any machine. */
#pragma once

#include "text/arena.h"
#include "text/diagnostic.h"
#include "text/stamp.h"

typedef struct {
    const char *path; /* from the site's root */
    FileStamp stamp;  /* of what a link leads to; STAMP_NONE where it was changed too shortly before */
    gboolean linked;  /* it is a symbolic link, or lies behind one */
} FolderFile;

/* What was found, each in the order of its bytes. */
typedef struct {
    Arena *arena;    /* owns the paths */
    GArray *entries; /* FolderFile: the .md files */
    GArray *files;   /* FolderFile: all other files */
} Folder;

/*
 * Walks content/ of the site `root`. Hidden files and what editors, Word and Windows leave behind are passed
 * over. Symbolic links are followed inside the site; those that lead out of it, nowhere or to a folder around
 * them, and names that are not UTF-8, are reported. NULL with `error` where a folder cannot be read.
 */
Folder *folder_scan(const char *root, Diagnostics *diagnostics, GError **error);
void folder_free(Folder *folder);

static inline const FolderFile *folder_at(const GArray *files, guint index)
{
    return &g_array_index(files, FolderFile, index);
}

/* Whether `path` is among the other files, and no link is on the way to it: it is a regular file of the site.
 */
gboolean folder_has_plain(const Folder *folder, const char *path);

/* Whether a file or folder of that name was left behind by an editor, Word, WPS or a system. */
gboolean folder_is_litter(const char *name);

/*
 * Whether `path` below `root` may be followed: it is no symbolic link, or one that leads to something inside
 * the site. FALSE after a diagnostic.
 */
gboolean folder_check_link(const char *root, const char *path, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

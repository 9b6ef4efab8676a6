/* SPDX-License-Identifier: MIT */
/*
 * Texts that take long to make, kept in a folder of a site's .broadside/ under names that say of what. A file
 * there begins with a hash of its name and its text: what was cut, or put there for another, is not taken.
 */
#pragma once

#include <glib.h>

/* What may be deleted at any time, in the folder of a site. */
#define WORK_FOLDER ".broadside"
/* The website as the preview shows it, drafts and all. */
#define PREVIEW_FOLDER WORK_FOLDER "/preview"

/* The text of that name in the folder `kind` ("icons") of the site at `root`, newly allocated; or NULL. */
char *cache_read(const char *root, const char *kind, const char *name);
/*
 * Writes `texts` (name of a file -> char *) to the folder, and removes what else is in it. What cannot be
 * written is not: it is made anew the next time. Nothing is touched behind a link. To be called with the site
 * locked.
 */
void cache_keep(const char *root, const char *kind, GHashTable *texts);

/* SPDX-License-Identifier: MIT */
/* All files that a build reads, looked at from outside. */
#pragma once

#include "content/content.h"

/*
 * Hashes of the stamps of what a build of the site in `root` reads; two builds with the same hashes have the
 * same input. To be taken before anything of it is read. 0: no proof. First, but for the entries:
 */
guint64 inputs_stamp(const char *root, const Folder *folder, guint threads);
/* The entries, as they were when the folder was scanned. */
guint64 inputs_stamp_entries(const Folder *folder);
/* Entries that had been changed too shortly before, as whoever saves and builds at once has them: if they
 * are, by now, still what was read, they get their stamps. */
void inputs_settle(const Content *content, const Folder *folder);
/* The same of what the configuration names: the theme, in the site or among those installed in `themes`, and
 * the folder of records (from the site's). */
guint64 inputs_stamp_named(const char *root, const char *themes, const char *theme, const char *records,
                           guint threads);

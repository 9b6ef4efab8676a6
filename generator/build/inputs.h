/* SPDX-License-Identifier: MIT */
/* All files that a build reads, looked at from outside. */
#pragma once

#include "content/folder.h"

/*
 * A hash of the stamps of what a build of the site in `root`, with what lies in its content/, reads; two
 * builds with the same hash have the same input. To be taken before anything of it is read. 0: no proof.
 */
guint64 inputs_stamp(const char *root, const Folder *folder, guint threads);
/* The same of what the configuration names: the theme, in the site or among those installed in `themes`, and
 * the folder of records (from the site's). */
guint64 inputs_stamp_named(const char *root, const char *themes, const char *theme, const char *records,
                           guint threads);

/* SPDX-License-Identifier: MIT */
/* Whether anything below a folder has changed, without opening a file. */
#pragma once

#include <glib.h>

/*
 * Adds to `hash` the names and stamps (stamp.h) of all that lies at `path`, a file or a folder, and, `depth`
 * levels of folders deep, below it; nothing where nothing is there. Links count with what they lead to. Names
 * that begin with a full stop are left out. The same in any order of the folders' names. FALSE: it cannot be
 * told, since a link leads to a folder, a folder cannot be read, or a file was changed too shortly before
 * `now` (stamp_now()).
 */
gboolean tree_stamp(const char *path, guint depth, gint64 now, guint threads, guint64 *hash);

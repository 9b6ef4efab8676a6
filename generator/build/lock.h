/* SPDX-License-Identifier: MIT */
/* One command at a time writes in a site. */
#pragma once

#include <glib.h>

typedef struct Lock Lock;

/*
 * Locks the folder `work` (a site's .broadside/, made if it is missing; BUILD_ERROR_USAGE where it is a
 * link). While another process holds it, this one waits, after it has called `waiting` once with the process
 * id of the holder (0: not known).
 */
Lock *lock_acquire(const char *work, void (*waiting)(int pid), GError **error);
/*
 * Locks the site in the folder `root`, from which something is to be written to `destination`, which is
 * guarded (guard.h). A folder that is no site is left alone, without a lock: loading is left to say so.
 */
gboolean lock_site(const char *root, const char *destination, void (*waiting)(int pid), Lock **lock,
                   GError **error);
/* Whether others are kept out: not where nothing can be written. */
gboolean lock_is_held(const Lock *lock);
void lock_release(Lock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lock, lock_release)

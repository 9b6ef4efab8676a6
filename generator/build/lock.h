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
void lock_release(Lock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lock, lock_release)

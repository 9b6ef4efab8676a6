/* SPDX-License-Identifier: MIT */
/*
 * Looks after the files that a site is made of, and says when they have changed.
 *
 * By inotify itself, not by GFileMonitor: that tells nobody when the system has no watches left (it goes on
 * and never says a word of those folders), reports a change 10 ms later, and runs in a thread of its own,
 * with which this process could not fork builds any more.
 */
#pragma once

#include <glib.h>

typedef struct Watch Watch;

/* Editors write in several steps: as long as nothing must happen until files are settled; milliseconds. */
#define WATCH_QUIET 15

typedef struct {
    /* Some file has changed: the first after files were settled. */
    void (*changed)(gpointer data);
    /* More have, before files were settled: what was read since is of no use. */
    void (*unsettled)(gpointer data);
    /* After that: they are settled, or have not been for long. */
    void (*settled)(gpointer data);
    /* Once: the system has no more to watch with (the folder at which it ended), or cannot watch this one at
     * all; all files are now looked at again and again. */
    void (*limited)(const char *folder, gpointer data);
    gpointer data;
} WatchCalls;

/* Of the site at `root`, and of the themes in the folder `themes`. In the default main context. */
Watch *watch_new(const char *root, const char *themes, const WatchCalls *calls);
void watch_free(Watch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watch, watch_free)

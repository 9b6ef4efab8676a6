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

typedef struct {
    /* Some file has changed, and nothing has for a moment. */
    void (*changed)(gpointer data);
    /* Once: the system has no more to watch with (the folder at which it ended), or cannot watch this one at
     * all; all files are now looked at again and again. */
    void (*limited)(const char *folder, gpointer data);
    gpointer data;
} WatchCalls;

/* Of the site at `root`, and of the themes in the folder `themes`. In the default main context. */
Watch *watch_new(const char *root, const char *themes, const WatchCalls *calls);
void watch_free(Watch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watch, watch_free)

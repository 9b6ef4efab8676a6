/* SPDX-License-Identifier: MIT */
/* What a command says on a terminal while it is at work. */
#pragma once

#include "cli/options.h"

/* One line, written over and over while something takes long. */
typedef struct {
    gboolean shown;
    gboolean drawn;
    gint64 begun; /* g_get_monotonic_time() */
    gint64 told;
} Progress;

/* Whether somebody looks on, who has not asked for quiet. */
gboolean progress_is_shown(const Options *options);

void progress_begin(Progress *progress, const Options *options);
/* How far a stage of BuildOptions has come, for that. Nothing is said of short work, and not often of other.
 */
void progress_tell(const char *stage, guint done, guint all, gpointer progress);
/* Clears the line. */
void progress_finish(Progress *progress);
/* The same in words, in at most so many columns; newly allocated. NULL: there are none for the stage. */
char *progress_describe(const char *stage, guint done, guint all, guint columns);

/* Clears the line on which progress is told over and over. */
void progress_clear(void);
/* The same, if it was told at all. */
void progress_end(const Options *options);
/* That another process has to end first; its `pid`, or 0: it is not known. For BuildOptions and the like. */
void progress_waiting(int pid);

/* SPDX-License-Identifier: MIT */
/* Work that falls into parts which do not touch each other, done by several threads. All of them are gone
 * when it is done: what forks later has one. */
#pragma once

#include <glib.h>

/* Does the part at `index`. What it writes is read by nobody else before all is done. */
typedef void (*ThreadsWork)(gpointer data, guint index);

/* Calls `work` once for each index below `count`, from at most `most` threads (this one among them). */
void threads_run(guint most, guint count, ThreadsWork work, gpointer data);

/* The same of parts that can fail: after the first that does no other is begun. FALSE with its error. */
typedef gboolean (*ThreadsTry)(gpointer data, guint index, GError **error);
gboolean threads_try(guint most, guint count, ThreadsTry work, gpointer data, GError **error);

/* Work that goes on in a thread of its own while this one does something else. */
typedef struct Aside Aside;

/* Begins it; where the machine gives no more threads, or `most` are not two, it is done at once. */
Aside *aside_begin(guint most, void (*work)(gpointer data), gpointer data);
/* Waits for its end. NULL is allowed. */
void aside_end(Aside *aside);

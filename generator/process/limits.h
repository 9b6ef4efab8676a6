/* SPDX-License-Identifier: MIT */
/* What a child process may spend on one task. */
#pragma once

#include <glib.h>
#include <sys/types.h>

typedef struct {
    guint seconds; /* of processor time for one task */
    guint64 bytes; /* of memory, beside what the process has when it starts */
} Limits;

/* In a child, also between fork and exec: a limit of the kernel's, RLIMIT_CPU and the like, unless it is
 * lower. */
void limits_set(int resource, guint64 most);
/*
 * In a child: the kernel's own limits, for what its parent cannot see in time. They are wider than those of
 * `limits`, so that the parent and the allocator, whose messages say more, come first.
 */
void limits_apply(const Limits *limits);
/* In a child: a task begins. `until` is the limit that the kernel has been told, in seconds; 0: none yet. */
void limits_restart(const Limits *limits, guint64 *until);
/* Microseconds of processor time that the child has spent, or -1. */
gint64 limits_spent(pid_t child);

/* The exit status of a child that had no memory left. */
#define LIMITS_STATUS_MEMORY 70

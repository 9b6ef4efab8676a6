/* SPDX-License-Identifier: MIT */
/* Private to process/: what the two sides of a pool share. */
#pragma once

#include "process/frame.h"
#include "process/pool.h"

#include <stdatomic.h>

/* In memory that all processes share, and that a broken child may have written anything to. */
typedef struct {
    atomic_uint at;    /* the task that the child is at, + 1; 0: none */
    atomic_uint after; /* the first task after its batch */
} Slot;

typedef struct {
    pid_t pid; /* 0: gone */
    int in;    /* the pipe's end to read; -1: closed */
    FrameReader frames;
    guint first, after; /* tasks to begin with */
    guint64 until;      /* known to the child itself: see limits_restart() */
    /* As last looked at: */
    guint watched;      /* the task it is at, + 1 */
    gint64 spent_then;  /* processor time when it was first seen there, in microseconds; -1: unknown */
    gint64 seen_then;   /* and the clock; 0: it was not seen yet */
    gboolean condemned; /* it was killed for what `verdict` says of the task `watched` */
    DeathCause verdict;
} Child;

struct Pool {
    const PoolJob *job;
    const Interrupt *interrupt;
    Child *children;
    guint count;
    gsize shared_size;
    atomic_uint *next;  /* shared: the first task that nobody has taken yet */
    atomic_bool *skips; /* shared: by task */
    Slot *slots;        /* shared: by child */
};

/* The whole life of a child. `out` is the pipe to its parent. */
G_NORETURN void child_main(Pool *pool, guint index, int out, pid_t parent);

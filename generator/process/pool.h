/* SPDX-License-Identifier: MIT */
/*
 * Tasks run by child processes, which are watched from outside: a child that spends too much, crashes or
 * hands back nonsense costs its task, and another child goes on with the next. None of them outlives
 * pool_run().
 */
#pragma once

#include "process/confine.h"
#include "process/interrupt.h"
#include "process/limits.h"

typedef struct Pool Pool;

/* Why a child ended before its time. */
typedef enum {
    DEATH_TIME,    /* it spent more on its task than the limit */
    DEATH_STALLED, /* it neither worked nor ended */
    DEATH_MEMORY,  /* it had no memory left */
    DEATH_SIGNAL,  /* `number` killed it */
    DEATH_STATUS,  /* it left with the status `number` */
    DEATH_GARBAGE, /* what it handed back makes no sense */
} DeathCause;

typedef struct {
    DeathCause cause;
    int number;
    gboolean at_task; /* FALSE: it had not begun with one; no other child takes its place */
    guint task;
} Death;

/* What is to be done. Everything is borrowed. */
typedef struct {
    guint tasks;    /* how many; they are numbered from 0 */
    guint batch;    /* tasks that a child takes at once: neighbours often share what they read */
    guint children; /* at most, at the same time */
    Limits limits;  /* for each task; the memory is what run() keeps to, with the kernel's limit above it */
    Confinement confinement;
    const char *type; /* of the variants that children hand back */
    void *data;

    /* In a child, which is confined by then, and ends without clearing up: */
    void *(*begin)(void *data); /* a state for the calls below; or NULL */
    /* One task. FALSE with `error` where the machine fails, which ends all of it. */
    gboolean (*run)(void *data, void *state, guint task, GError **error);
    /* What there is to hand back, floating, or NULL. Asked after each task; `last`: of a batch. */
    GVariant *(*results)(void *data, void *state, gboolean last);

    /* In the parent: */
    /* From a process that may be hostile: nothing in `results` is sure but its type. */
    void (*take)(void *data, Pool *pool, GVariant *results);
    void (*died)(void *data, Pool *pool, const Death *death);
    /* Now and then: how many tasks a child has begun with, or will next. Or NULL. */
    void (*taken)(void *data, guint taken);
} PoolJob;

/*
 * Runs all tasks, each once, in no order. No other thread may be running. `interrupt` may be NULL. FALSE
 * with PROCESS_ERROR where the machine fails, or at an interrupt.
 */
gboolean pool_run(const PoolJob *job, const Interrupt *interrupt, GError **error);

/* In take() and died(): a task that no child has begun with is not begun with. */
void pool_skip(Pool *pool, guint task);

/* The cause in words; newly allocated. */
char *death_describe(const Death *death);

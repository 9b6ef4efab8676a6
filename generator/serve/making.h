/* SPDX-License-Identifier: MIT */
/*
 * A build in a process of its own: what it allocates, and what may befall it, the one that ordered it is
 * spared. A process that has no other thread may order one, and one at a time.
 */
#pragma once

#include "serve/module.h"
#include "serve/outcome.h"

#include <signal.h>

typedef struct Making Making;

typedef struct {
    guint said;     /* hash of the messages that are known */
    gint64 settled; /* by the monotonic clock, in microseconds: nothing is published and said before */
    sigset_t mask;  /* the signals that it may block */
    /* Called in the default main context, or by making_finish(): the website is there, or why not. What the
     * next build needs of this one may still be saved. The outcome is freed after it. */
    void (*told)(const Outcome *outcome, gpointer data);
    gpointer data;
} MakingOrder;

/* Starts one. `options` are borrowed as long as it lives. */
Making *making_start(const ServeOptions *options, const MakingOrder *order, GError **error);
int making_process(const Making *making);
/* Whether it may have published something. */
gboolean making_is_settled(const Making *making);
/* Once that process has ended with `status`. What it came to has been told then. Frees it. */
void making_finish(Making *making, int status);
/* Ends it, and waits until it has cleared up. What it has said until then is told. Frees it. */
void making_stop(Making *making);

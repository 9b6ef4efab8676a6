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

/* Starts one. `said`: the hash of the messages that are known; `mask`: the signals that it may block. */
Making *making_start(const ServeOptions *options, guint said, const sigset_t *mask, GError **error);
int making_process(const Making *making);
/* Once that process has ended with `status`: what it came to. Frees it. */
void making_finish(Making *making, int status, Outcome *outcome);
/* Ends it, and waits until it has cleared up. Frees it. */
void making_stop(Making *making);

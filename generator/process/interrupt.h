/* SPDX-License-Identifier: MIT */
/*
 * SIGINT, SIGTERM and SIGHUP while there is something to clean up: they wait until that is done, and end the
 * process then.
 */
#pragma once

#include <glib.h>
#include <signal.h>

typedef struct {
    sigset_t held; /* those of the three that the process does not ignore */
    sigset_t before;
    int fd; /* readable while one of them waits */
} Interrupt;

void interrupt_hold(Interrupt *interrupt);
/* Whether one of them waits; then sets PROCESS_ERROR_INTERRUPTED. NULL: none does. */
gboolean interrupt_waits(const Interrupt *interrupt, GError **error);
/* Lets them through: with one that waits, this does not return. */
void interrupt_release(Interrupt *interrupt);
/* In a child: it ends when its parent says so, or is gone, not at the terminal's word. NULL: nothing was
 * held. */
void interrupt_leave_to_parent(const Interrupt *interrupt, int parent);

#define PROCESS_ERROR (process_error_quark())
GQuark process_error_quark(void);
typedef enum {
    PROCESS_ERROR_MACHINE,     /* no memory for another process, disk full, …: exit status 3 */
    PROCESS_ERROR_INTERRUPTED, /* a signal waits that ends the process once all is cleared up */
} ProcessError;

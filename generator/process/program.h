/* SPDX-License-Identifier: MIT */
/* Another program, which may meet its match in what it reads: run to its end, and limited. */
#pragma once

#include "process/confine.h"
#include "process/interrupt.h"

typedef struct {
    const char *const *arguments;   /* the program's absolute path first; NULL-terminated */
    const char *folder;             /* that it runs in */
    const char *const *environment; /* beside ours: "NAME=value", or "NAME" to leave one out; NULL: none */
    /* Files for its standard input, output and errors: paths, or NULL for none. */
    const char *input, *output, *errors;
    guint seconds; /* of processor time */
    guint wait;    /* seconds by the clock */
    guint memory;  /* megabytes of addresses; 0: it looks after that itself */
    guint file;    /* megabytes that a file may grow to */
    /* Files and, where Linux can (from 6.7), TCP are given up but for these, and no rights can be gained; its
     * calls are not filtered. NULL: nothing is given up. */
    const Confinement *confinement;
} Program;

typedef struct {
    gboolean late;         /* its time was over */
    gboolean kept_waiting; /* that by the clock: the machine may have been busy */
    int status;            /* that it left with; -1 where it was killed */
} ProgramEnd;

/*
 * Runs it. What it starts in its turn has the same limits; it is killed once we are gone. FALSE with
 * PROCESS_ERROR where it cannot be started, or at an interrupt, which may be NULL.
 */
gboolean program_run(const Program *program, const Interrupt *interrupt, ProgramEnd *end, GError **error);

/* SPDX-License-Identifier: MIT */
/*
 * A process that gives up what it does not need: files but those below given folders, the network, other
 * processes and most system calls. Linux does this by Landlock (landlock(7), from 5.13) and seccomp
 * (seccomp(2)); what the kernel does not offer is left out.
 */
#pragma once

#include <glib.h>

/* What stays possible: files and folders, NULL-terminated; NULL: none. Those that do not exist are passed
 * over. */
typedef struct {
    const char *const *read;
    const char *const *write; /* also to make files and folders there */
    const char *const *list;  /* folders: the names in them */
    gboolean threads;         /* more of its own, as confined as it is */
    const char *const *run;   /* programs and libraries: read and executed */
} Confinement;

/*
 * Confines the process, and what it may ever start, for good. FALSE with PROCESS_ERROR_MACHINE where the
 * kernel offers to but fails.
 */
gboolean confine_process(const Confinement *confinement, GError **error);

typedef enum {
    CONFINE_FILES = 1 << 0,
    CONFINE_NETWORK = 1 << 1,
    CONFINE_CALLS = 1 << 2,
} ConfineParts;

/* What confine_process() takes away on this machine: a set of ConfineParts. */
guint confine_offered(void);

/* SPDX-License-Identifier: MIT */
/* From the command line to the command. */
#pragma once

#include "cli/command.h"

/* NULL with a suggestion in `error` if there is no such command. */
const Command *dispatch_find(const Command *const *commands, const char *name, GError **error);
/*
 * The process as a whole: finds the command in `commands` (NULL-terminated), reads the options, runs it. The
 * exit status.
 */
int dispatch(const Command *const *commands, int argc, char **argv);

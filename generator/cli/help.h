/* SPDX-License-Identifier: MIT */
/* Help is made from the tables of commands and options. */
#pragma once

#include "cli/command.h"

/* The help of one command, on standard output; EXIT_DONE. */
int help_print(const Command *command);
/* The list of commands: asked for on standard output, else on standard error. */
void help_print_all(const Command *const *commands, gboolean asked);

/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"

#include <glib/gi18n.h>
#include <stdio.h>

static int run(const Options *options, char **arguments)
{
    (void)options;
    (void)arguments;
    puts("broadside " BROADSIDE_VERSION);
    return EXIT_DONE;
}

const Command command_version = {
    .name = "version",
    .arguments = "",
    .summary = N_("print the version of the program"),
    .example = "  broadside version",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
#include "cli/building.h"
#include "cli/command.h"

#include <glib/gi18n.h>

static int run(const Options *options, char **arguments)
{
    (void)arguments;
    return building_run(options, FALSE);
}

const Command command_check = {
    .name = "check",
    .arguments = "",
    .options = BUILDING_OPTIONS | OPTION_EXTERNAL,
    .summary = N_("look for mistakes; write nothing"),
    .example = "  broadside check --drafts",
    .run = run,
};

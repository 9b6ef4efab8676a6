/* SPDX-License-Identifier: MIT */
#include "cli/building.h"
#include "cli/command.h"

#include <glib/gi18n.h>

static int run(const Options *options, char **arguments)
{
    (void)arguments;
    return building_run(options, TRUE);
}

const Command command_build = {
    .name = "build",
    .arguments = "",
    .options = BUILDING_OPTIONS | OPTION_CHECKSUM | OPTION_DESTINATION | OPTION_FORCE | OPTION_GC,
    .summary = N_("make the website"),
    .details = N_("Nothing in the destination changes unless everything could be made. Files there that\n"
                  "Broadside did not write are never removed or overwritten."),
    .example =
        "  broadside build\n  broadside -C my-site build -d /srv/www --base-url https://www.example.org/",
    .run = run,
};

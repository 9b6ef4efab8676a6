/* SPDX-License-Identifier: MIT */
#include "cli/dispatch.h"
#include "cli/help.h"
#include "cli/report.h"

#include <glib/gi18n.h>

static int run(const Options *options, char **arguments)
{
    g_autoptr(GError) error = NULL;

    if (!*arguments) {
        help_print_all(options->commands, TRUE);
        return EXIT_DONE;
    }
    const Command *command = dispatch_find(options->commands, *arguments, &error);
    return command ? help_print(command) : report_error(options, g_steal_pointer(&error));
}

const Command command_help = {
    .name = "help",
    .arguments = N_("[COMMAND]"),
    .most = 1,
    .summary = N_("explain a command, or list all of them"),
    .example = "  broadside help build",
    .run = run,
};

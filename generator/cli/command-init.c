/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "cli/starter.h"
#include "cli/today.h"

#include <glib/gi18n.h>

static int run(const Options *options, char **arguments)
{
    const char *folder = arguments[0];
    g_autoptr(GError) error = NULL;
    Date today;

    if (!today_get(options, "Asia/Shanghai", &today, &error) ||
        !starter_write(folder, options->language ? options->language : "zh-Hans", today, &error))
        return report_error(options, g_steal_pointer(&error));
    report_path(options, folder, _("A site in '%s'. To build it: broadside -C %s build"), folder, folder);
    return EXIT_DONE;
}

const Command command_init = {
    .name = "init",
    .arguments = N_("DIR"),
    .least = 1,
    .most = 1,
    .options = OPTION_DATE | OPTION_LANGUAGE | OPTION_MESSAGES,
    .summary = N_("begin a site in an empty folder"),
    .details = N_("The site has a notice and a page to begin with, and a folder for each type of entry."),
    .example = "  broadside init my-site\n  broadside init my-site --language en",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include "cli/report.h"

#include <glib/gi18n.h>
#include <stdio.h>

int help_print(const Command *command)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, _("Usage: broadside %s [OPTIONS]"), command->name);
    if (*command->arguments)
        g_string_append_printf(text, " %s", _(command->arguments));
    g_string_append_printf(text, "\n\n%s\n", _(command->summary));
    if (command->details)
        g_string_append_printf(text, "\n%s\n", _(command->details));
    g_string_append_printf(text, "\n%s\n", _("Options:"));
    if (command->options)
        options_describe(command->options, text);
    options_describe(0, text);
    g_string_append_printf(text, "\n%s\n%s\n", _("Example:"), command->example);
    fputs(text->str, stdout);
    return EXIT_DONE;
}

void help_print_all(const Command *const *commands, gboolean asked)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "%s\n\n%s\n", _("Usage: broadside [-C DIR] COMMAND [OPTIONS]"),
                           _("A website for a community's notice board, out of a folder of Markdown."));
    g_string_append_printf(text, "\n%s\n", _("Commands:"));
    for (guint i = 0; commands[i]; i++)
        g_string_append_printf(text, "  %-8s  %s\n", commands[i]->name, _(commands[i]->summary));
    g_string_append_printf(text, "\n%s\n", _("'broadside help COMMAND' says more about one of them."));
    fputs(text->str, asked ? stdout : stderr);
}

/* SPDX-License-Identifier: MIT */
#include "cli/dispatch.h"

#include "build/failure.h"
#include "cli/help.h"
#include "cli/report.h"
#include "text/installed.h"
#include "text/language.h"
#include "text/suggest.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static GError *usage_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

static GError *usage_error(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    GError *error = g_error_new_valist(BUILD_ERROR, BUILD_ERROR_USAGE, format, arguments);
    va_end(arguments);
    return error;
}

static GError *unknown_command(const Command *const *commands, const char *word)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; commands[i]; i++)
        g_ptr_array_add(names, (gpointer)commands[i]->name);
    g_ptr_array_add(names, NULL);
    const char *nearest = suggest_nearest(word, (const char *const *)names->pdata);
    return nearest ? usage_error(_("there is no command '%s'; did you mean '%s'?"), word, nearest)
                   : usage_error(_("there is no command '%s'; 'broadside help' lists them"), word);
}

const Command *dispatch_find(const Command *const *commands, const char *name, GError **error)
{
    for (guint i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    g_propagate_error(error, unknown_command(commands, name));
    return NULL;
}

static GError *check_count(const Command *command, guint count)
{
    if (count < command->least)
        return usage_error(_("'%s' wants %s; 'broadside help %s' says more"), command->name,
                           _(command->arguments), command->name);
    if (count > command->most && !*command->arguments)
        return usage_error(_("'%s' takes no arguments"), command->name);
    if (count > command->most)
        return usage_error(_("'%s' takes %s; put in quotes what has blanks in it"), command->name,
                           _(command->arguments));
    return NULL;
}

/* As git does it: everything else is then relative to that folder. */
static GError *enter_site(const Options *options)
{
    if (options->site && chdir(options->site) < 0)
        return usage_error(_("cannot enter the folder '%s': %s"), options->site, g_strerror(errno));
    return NULL;
}

static int command_run(const Command *command, const Options *options, char **words)
{
    g_autoptr(GError) error = NULL;

    if (options->help)
        return help_print(command);
    if (!options_check(options, command->name, command->options, &error))
        return report_error(options, g_steal_pointer(&error));
    GError *wrong = check_count(command, g_strv_length(words));
    if (!wrong)
        wrong = enter_site(options);
    return wrong ? report_error(options, wrong) : command->run(options, words);
}

/* What there is without a command. */
static int no_command(const Options *options)
{
    if (options->version)
        return command_version.run(options, NULL);
    help_print_all(options->commands, options->help);
    return options->help ? EXIT_DONE : EXIT_USAGE;
}

static int words_run(const Options *options, char **words)
{
    g_autoptr(GError) error = NULL;

    if (!*words || options->version)
        return no_command(options);
    const Command *command = dispatch_find(options->commands, *words, &error);
    return command ? command_run(command, options, words + 1)
                   : report_error(options, g_steal_pointer(&error));
}

/* What was printed may wait in a buffer until here: whoever redirects it to a full disk is told. */
static int output_end(const Options *options, int status)
{
    g_autoptr(GError) error = NULL;

    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    failure_set(&error, errno, "%s", _("cannot write the output"));
    return report_error(options, g_steal_pointer(&error));
}

int dispatch(const Command *const *commands, int argc, char **argv)
{
    Options options = {.commands = commands, .themes = installed_themes()};
    g_autofree char *locales = installed_locales();
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) arguments = g_new0(char *, (gsize)argc + 1);

    language_init(locales);
    for (int i = 1; i < argc; i++)
        arguments[i - 1] = g_strdup(argv[i]);
    const gboolean parsed = options_parse(&options, &arguments, &error);
    const int status =
        parsed ? words_run(&options, arguments) : report_error(&options, g_steal_pointer(&error));
    const int ended = output_end(&options, status);
    options_clear(&options);
    return ended;
}

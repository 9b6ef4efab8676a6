/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "process/module.h"
#include "serve/module.h"
#include "text/json.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void print_addresses(const char *const *addresses, gpointer data)
{
    const Options *options = data;

    if (options->format == MESSAGE_JSON) {
        for (; *addresses; addresses++) {
            g_autoptr(GString) json = g_string_new("{");
            json_append_member(json, "address", *addresses);
            printf("%s}\n", json->str);
        }
        fflush(stdout);
        return;
    }
    if (options->quiet)
        return;
    printf(_("The preview is at %s (Ctrl-C ends it).\n"), *addresses++);
    if (*addresses)
        puts(_("Everybody in this network can see it, drafts and all, at:"));
    for (; *addresses; addresses++)
        printf("  %s\n", *addresses);
    fflush(stdout);
}

static void print_build(Diagnostics *diagnostics, const BuildSummary *summary, gboolean known, gpointer data)
{
    const Options *options = data;
    const gboolean wrong = diagnostics_count(diagnostics, SEVERITY_ERROR) > 0;
    g_autoptr(Diagnostics) none = diagnostics_new();

    if (!known)
        report_messages(options, diagnostics);
    if (!wrong)
        report_build(options, none, summary, TRUE, NULL);
    else if (!options->quiet && options->format == MESSAGE_TEXT)
        fprintf(stderr, "%s\n", _("The pages stay as they were: mend the errors, and they come anew."));
    fflush(stdout);
}

static void print_note(const char *text, gpointer data)
{
    const Options *options = data;

    if (!options->quiet)
        fprintf(stderr, "%s\n", text);
}

static int run(const Options *options, char **arguments)
{
    const ServeOptions serve = {
        .root = ".",
        .themes = options->themes,
        .base_url = options->base_url,
        .date = options->date,
        .jobs = options->jobs,
        .host = options->host,
        .port = options->port,
        .open = options->open,
        .waiting = progress_waiting,
        .started = print_addresses,
        .built = print_build,
        .noted = print_note,
        .data = (gpointer)options,
    };
    GError *error = NULL;
    const ServeModule *module =
        module_load(SERVE_FILE, SERVE_SYMBOL, SERVE_VERSION, _("the preview cannot be loaded: %s"), &error);

    (void)arguments;
    return module && module->run(&serve, &error) ? EXIT_DONE : report_error(options, error);
}

const Command command_serve = {
    .name = "serve",
    .arguments = "",
    .options = OPTION_SERVE | OPTION_BASE_URL | OPTION_DATE | OPTION_JOBS | OPTION_MESSAGES,
    .summary = N_("show the website while it is written"),
    .details =
        N_("Builds the site with its drafts, shows it to the browsers of this computer, and builds it\n"
           "anew whenever a file is saved: open pages reload by themselves. What is wrong is shown\n"
           "in the page, over the last good one. public/ is not touched."),
    .example = "  broadside serve --open\n  broadside -C my-site serve --port 9000 --host 192.168.1.20",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/report.h"
#include "cli/status.h"
#include "record/filing.h"
#include "record/record.h"
#include "review/images.h"
#include "template/watch.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* What is to be done, years included, unless what is known of them cannot be read. */
static GArray *items_new(const Site *site, Diagnostics *diagnostics)
{
    const guint errors = diagnostics_count(diagnostics, SEVERITY_ERROR);
    g_autoptr(Record) record = record_read(".", diagnostics, NULL);
    const gboolean known = record && diagnostics_count(diagnostics, SEVERITY_ERROR) == errors;
    g_autoptr(GArray) archived = g_array_new(FALSE, FALSE, sizeof(AgendaYear));
    const AgendaArchive archive = {archived, filing_folder(site->content)};
    guint count = 0;
    const int *years = known ? record_years(record, &count) : NULL;

    for (guint i = 0; i < count; i++) {
        const AgendaYear year = {years[i], record_year(record, years[i])->closed};
        g_array_append_val(archived, year);
    }
    return agenda_new(site, images_first_line, known ? &archive : NULL);
}

static void print_status(const Options *options, const Site *site, Diagnostics *diagnostics)
{
    const gboolean posters = content_config(site->content, "posters")->boolean;
    const char *theme = content_config(site->content, "theme")->text;
    const guint watched = theme_watches(".", options->themes, theme, posters) | (posters ? WATCH_RUNNING : 0);
    g_autoptr(GArray) items = items_new(site, diagnostics);
    g_autoptr(GArray) changes = changes_next(site, watched);
    const Status status = {
        .site = site,
        .items = items,
        .changes = changes,
        .daily = changes_daily(site, watched),
        .errors = diagnostics_count(diagnostics, SEVERITY_ERROR),
        .warnings = diagnostics_count(diagnostics, SEVERITY_WARNING),
    };
    const gboolean json = options->format == MESSAGE_JSON;
    g_autofree char *text = json ? status_json(&status) : status_text(&status);

    if (json || !options->quiet)
        printf(json ? "%s\n" : "%s", text);
}

static int run(const Options *options, char **arguments)
{
    const SiteOptions site_options = {.date = options->date};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Content) content = content_load(&(ContentOptions){.root = "."}, diagnostics, &error);
    g_autoptr(Site) site = content ? site_new(content, &site_options, diagnostics, &error) : NULL;

    (void)arguments;
    if (!site)
        return report_error(options, g_steal_pointer(&error));
    print_status(options, site, diagnostics);
    return EXIT_DONE;
}

const Command command_status = {
    .name = "status",
    .arguments = "",
    .options = OPTION_DATE | OPTION_MESSAGES,
    .summary = N_("list what needs a person today"),
    .details = N_("What is overdue, over or about to end, and when the site next changes by itself: for a\n"
                  "timer that builds it then. Nothing is written, and mistakes are left to 'check'."),
    .example = "  broadside status\n  broadside status --date 2026-01-01 --message-format json",
    .run = run,
};

/* SPDX-License-Identifier: MIT */
#include "cli/building.h"

#include "cli/report.h"
#include "process/confine.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void print_waiting(int pid)
{
    if (pid > 0)
        fprintf(stderr, _("waiting: another broadside (process %d) is at work in this site\n"), pid);
    else
        fprintf(stderr, _("waiting: another broadside is at work in this site\n"));
}

static void print_timing(const char *stage, gint64 microseconds)
{
    fprintf(stderr, "%-8s %9.1f ms\n", stage, (double)microseconds / 1000);
}

/* What the processes that run the theme have given up. */
static void print_confinement(void)
{
    const guint parts = confine_offered();
    g_autoptr(GString) text = g_string_new(NULL);

    if (parts & CONFINE_FILES)
        g_string_append(text, _("files"));
    if (parts & CONFINE_NETWORK)
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", _("network"));
    if (parts & CONFINE_CALLS)
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", _("system calls"));
    fprintf(stderr, _("the theme is kept from: %s\n"),
            text->len > 0 ? text->str : _("nothing that this system could keep it from"));
}

int building_run(const Options *options, gboolean write)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    const char *destination = options->destination ? options->destination : "public";
    const BuildOptions build = {
        .root = ".",
        .themes = options->themes,
        .destination = write ? destination : NULL,
        .base_url = options->base_url,
        .date = options->date,
        .drafts = options->drafts,
        .force = options->force,
        .jobs = (guint)options->jobs,
        .waiting = print_waiting,
        .timing = options->verbose ? print_timing : NULL,
    };
    BuildSummary summary;
    GError *error = NULL;

    if (options->verbose)
        print_confinement();
    build_run(&build, diagnostics, &summary, &error);
    return report_build(options, diagnostics, &summary, write, error);
}

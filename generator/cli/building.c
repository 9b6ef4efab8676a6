/* SPDX-License-Identifier: MIT */
#include "cli/building.h"

#include "cli/report.h"

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

    build_run(&build, diagnostics, &summary, &error);
    return report_build(options, diagnostics, &summary, write, error);
}

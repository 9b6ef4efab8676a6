/* SPDX-License-Identifier: MIT */
#include "cli/building.h"

#include "cli/progress.h"
#include "cli/report.h"
#include "process/confine.h"
#include "text/chinese.h"
#include "text/identity.h"
#include "text/installed.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void print_timing(const char *stage, gint64 microseconds)
{
    g_autoptr(GString) line = g_string_new(NULL);

    text_append_column(line, _(stage), 8);
    fprintf(stderr, "%s %9.1f ms\n", line->str, (double)microseconds / 1000);
}

static void print_unseen(const char *path)
{
    g_autofree char *shown = identity_hide(path);

    fprintf(stderr, _("not looked into for numbers of people: %s\n"), shown);
}

/* Over and over on one line of a terminal. */
static void print_asked(guint done, guint all)
{
    progress_clear();
    fprintf(stderr, _("links to other hosts: %u of %u"), done, all);
    if (done == all)
        progress_clear();
}

/* What the processes that run the theme have given up. */
static void print_confinement(void)
{
    const guint parts = confine_offered();
    const char *words[4] = {0};
    guint count = 0;

    if (parts & CONFINE_FILES)
        words[count++] = _("files");
    if (parts & CONFINE_NETWORK)
        words[count++] = _("network");
    if (parts & CONFINE_CALLS)
        words[count++] = _("system calls");
    g_autofree char *list = strings_list(words);
    if (count > 0)
        fprintf(stderr, _("the theme is kept from: %s\n"), list);
    else
        fputs(_("the theme is kept from nothing: this system offers no way\n"), stderr);
}

int building_run(const Options *options, gboolean write)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    const char *destination = options->destination ? options->destination : "public";
    g_autofree char *helper = options->external ? installed_helper("broadside-links") : NULL;
    Progress progress;
    const BuildOptions build = {
        .root = ".",
        .themes = options->themes,
        .destination = write ? destination : NULL,
        .base_url = options->base_url,
        .date = options->date,
        .drafts = options->drafts,
        .posters = options->posters,
        .force = options->force,
        .checksum = options->checksum,
        .sweep = options->gc,
        .strict = options->strict,
        .ends = TRUE,
        .jobs = options->jobs,
        .waiting = progress_waiting,
        .timing = options->verbose ? print_timing : NULL,
        .unseen = options->verbose ? print_unseen : NULL,
        .external = helper,
        .asked = progress_is_shown(options) ? print_asked : NULL,
        .progress = options->verbose ? NULL : progress_tell,
        .data = &progress,
    };
    BuildSummary summary;
    GError *error = NULL;

    if (options->verbose)
        print_confinement();
    progress_begin(&progress, options);
    build_run(&build, diagnostics, &summary, &error);
    progress_finish(&progress);
    return report_build(options, diagnostics, &summary, write, error);
}

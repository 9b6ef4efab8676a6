/* SPDX-License-Identifier: MIT */
#include "build/sheets-plan.h"

#include <string.h>

/* "notices/2025/water.html" → "sheets/notices/2025/water.pdf" */
static const char *path_of_page(Plan *plan, const char *page)
{
    const gsize length = strlen(page) - (g_str_has_suffix(page, ".html") ? strlen(".html") : 0);
    g_autofree char *stem = g_strndup(page, length);
    g_autofree char *path = g_strconcat(SHEETS_FOLDER, stem, ".pdf", NULL);

    return arena_strdup(plan->arena, path);
}

/* "sheets/honours-2025.pdf"; of all years "sheets/events.pdf" */
static const char *path_of_list(Plan *plan, const SheetJob *job)
{
    const char *name = job->ask.file->name;
    const int year = job->ask.page.year;
    g_autofree char *path = year ? g_strdup_printf(SHEETS_FOLDER "%s-%d.pdf", name, year)
                                 : g_strdup_printf(SHEETS_FOLDER "%s.pdf", name);

    return arena_strdup(plan->arena, path);
}

static void job_plan(Plan *plan, const SheetJob *job, guint number, Diagnostics *diagnostics)
{
    const Entry *entry = job->ask.page.entry;
    const Origin origin = {job->shown, PLACE_FILE(job->shown), entry != NULL};
    const Output output = {.path = entry ? path_of_page(plan, entry->output) : path_of_list(plan, job),
                           .sheet = number,
                           .origin = origin};

    if (outputs_add(plan->outputs, &output, diagnostics) && entry)
        ((Entry *)entry)->sheet = output.path;
}

/* A banner is printed, not read on a website; an entry without a page has none to be linked from. */
static gboolean is_published(const SheetJob *job)
{
    const Entry *entry = job->ask.page.entry;

    return entry ? entry->output != NULL : job->ask.file->subject == SHEET_LIST;
}

SheetPlan *sheets_plan(Plan *plan, const Sheets *sheets, Diagnostics *diagnostics, GError **error)
{
    const SheetWish wish = {.running = TRUE};
    SheetPlan *jobs = sheet_plan_new(plan->site, sheets, &wish, diagnostics, error);

    for (guint i = jobs ? jobs->jobs->len : 0; i-- > 0;)
        if (!is_published(&g_array_index(jobs->jobs, SheetJob, i)))
            g_array_remove_index(jobs->jobs, i);
    for (guint i = 0; jobs && i < jobs->jobs->len; i++)
        job_plan(plan, &g_array_index(jobs->jobs, SheetJob, i), i + 1, diagnostics);
    return jobs;
}

/* SPDX-License-Identifier: MIT */
#include "build/build.h"

#include "build/copies.h"
#include "build/guard.h"
#include "build/icon.h"
#include "build/lock.h"
#include "build/measure.h"
#include "build/plan-fill.h"
#include "build/records.h"
#include "build/render.h"
#include "build/search-files.h"
#include "build/sheets-plan.h"
#include "build/sheets.h"
#include "build/theme-find.h"
#include "content/workbook.h"
#include "review/review.h"
#include "text/cache.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const BuildOptions *options;
    Diagnostics *diagnostics;
    BuildSummary *summary;
    Lock *lock;
    Content *content;
    Record *record; /* NULL: of what is made for a record, which must not depend on the last one */
    Site *site;
    Theme *theme;
    char *theme_folder;
    Plan *plan;
    Sheets *sheets;     /* NULL: none are made */
    SheetPlan *posters; /* the same */
    SheetMade *made;    /* of each job of that */
    Interrupt interrupt;
    gboolean held;
    Destination *destination;
    Stage *stage;
    Rendering rendering;
    GArray *files; /* StagedFile */
} Build;

static gboolean has_errors(const Build *build)
{
    return diagnostics_count(build->diagnostics, SEVERITY_ERROR) > 0;
}

static gboolean build_content(Build *build, GError **error)
{
    build->content = content_load(build->options->root, build->diagnostics, error);
    if (build->content && build->lock)
        workbooks_keep(build->options->root, build->content->workbooks);
    if (!build->content || build->options->year || build->options->record)
        return build->content != NULL;
    build->record = record_read(build->options->root, build->diagnostics, error);
    return build->record != NULL;
}

static gboolean build_site(Build *build, GError **error)
{
    const BuildOptions *options = build->options;
    const SiteOptions site = {.drafts = options->drafts,
                              .base_url = options->year ? "" : options->base_url,
                              .date = options->date,
                              .year = options->year};

    build->site = site_new(build->content, &site, build->diagnostics, error);
    return build->site != NULL;
}

static gboolean wants_posters(const Build *build)
{
    return !build->options->year && !build->options->record &&
           (build->options->posters || content_config(build->content, "posters")->boolean);
}

static gboolean posters_plan(Build *build, GError **error)
{
    build->sheets = sheets_load(build->theme, build->site, build->diagnostics, error);
    if (!build->sheets)
        return FALSE;
    build->posters = sheets_plan(build->plan, build->sheets, build->diagnostics, error);
    return build->posters != NULL;
}

static gboolean build_plan(Build *build, GError **error)
{
    const BuildOptions *options = build->options;
    GError *failed = NULL;

    build->theme = theme_find(build->site, options->root, options->themes, &build->theme_folder,
                              build->diagnostics, &failed);
    if (failed)
        g_propagate_error(error, failed);
    if (!build->theme)
        return !failed;
    build->plan = plan_new(build->site, build->theme, build->theme_folder);
    if (!plan_fill(build->plan, build->diagnostics, error))
        return FALSE;
    if (build->record)
        records_plan(build->plan, build->record, build->diagnostics);
    if (build->lock)
        icons_keep(build->plan);
    return !wants_posters(build) || posters_plan(build, error);
}

static guint count_workers(const Build *build)
{
    return build->options->jobs ? build->options->jobs : g_get_num_processors();
}

/* Also of a site with errors: all there is to mend is said at once. */
static gboolean build_review(Build *build, GError **error)
{
    const BuildOptions *options = build->options;
    const ReviewOptions review = {build->site,     count_workers(build), build->plan != NULL,
                                  options->unseen, options->external,    options->asked};

    (void)error;
    if (!options->year)
        review_run(&review, build->diagnostics);
    if (build->record)
        record_check(build->record, build->site, options->destination ? CHECK_SIZES : CHECK_BYTES,
                     build->diagnostics);
    return TRUE;
}

static gboolean stage_open(Build *build, GError **error)
{
    g_autofree char *work = g_build_filename(build->options->root, WORK_FOLDER, NULL);

    build->destination = destination_new(build->options->destination);
    build->stage = stage_new(build->destination, work, error);
    return build->stage != NULL;
}

/* The files that pages asked for, in the order of their paths. */
static void add_requested(Build *build)
{
    g_autoptr(GList) paths = g_list_sort(g_hash_table_get_keys(build->rendering.files), (GCompareFunc)strcmp);

    for (GList *path = paths; path; path = path->next) {
        const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(build->rendering.files, path->data));
        const Page *page = build->plan->pages->pdata[number];
        const char *name = page->entry ? page->entry->path : page->path;
        const Origin origin = {name, PLACE_FILE(name), page->entry != NULL};
        copies_request(build->plan, path->data, &origin, build->diagnostics);
    }
}

static void warn_left_out(Build *build, GPtrArray *paths)
{
    if (paths->len == 0 || build->options->record)
        return;
    g_ptr_array_add(paths, NULL);
    g_autofree char *names = strings_list((const char *const *)paths->pdata);
    diagnostics_warning(build->diagnostics, PLACE_FILE(build->content->config_source->name),
                        _("write 'base_url: https://…', or give --base-url"),
                        _("'base_url' is not set: left out: %s"), names);
}

static gboolean is_of_search(const Plan *plan, const Output *output)
{
    return plan->search_folder && !output->page && g_str_has_prefix(output->path, plan->search_folder);
}

static void file_add(Build *build, const Output *output, const StagedFile *file)
{
    g_array_append_vals(build->files, file, 1);
    if (output->source || output->picture || output->sheet || is_of_search(build->plan, output))
        build->summary->files++;
    else
        build->summary->pages++;
}

/* What became of a page: a file to publish, or nothing. */
static void page_collect(Build *build, const Output *output, guint number, GPtrArray *left_out)
{
    const WorkerPage *done = &g_array_index(build->rendering.pages, WorkerPage, number);
    const StagedFile file = {.path = output->path, .staged = done->staged, .digest = {done->low, done->high}};

    if (done->result == RENDER_LEFT_OUT)
        g_ptr_array_add(left_out, (gpointer)output->path);
    else
        file_add(build, output, &file);
}

static gboolean rest_collect(Build *build, const Output *output, GError **error)
{
    StagedFile file = {.path = output->path};
    gboolean done = TRUE;

    if (interrupt_waits(&build->interrupt, error))
        return FALSE;
    if (build->stage && output->source)
        done = stage_copy(build->stage, &file, output->source, error);
    else if (build->stage && output->picture)
        done = stage_put(build->stage, &file, g_bytes_get_data(output->picture, NULL),
                         g_bytes_get_size(output->picture), error);
    else if (build->stage)
        done = stage_put(build->stage, &file, output->text, strlen(output->text), error);
    file_add(build, output, &file);
    return done;
}

/* Stages what is no page, and lists what there is to publish. */
static gboolean outputs_collect(Build *build, GError **error)
{
    const Plan *plan = build->plan;
    g_autoptr(GPtrArray) left_out = g_ptr_array_new();
    guint page = 0;

    for (guint i = 0; i < outputs_count(plan->outputs); i++) {
        const Output *output = outputs_at(plan->outputs, i);
        if (output->page)
            page_collect(build, output, page++, left_out);
        else if (output->sheet)
            file_add(build, output, &build->made[output->sheet - 1].files[FORMAT_PDF]);
        else if (!rest_collect(build, output, error))
            return FALSE;
    }
    warn_left_out(build, left_out);
    return TRUE;
}

static void posters_name(Build *build)
{
    const Plan *plan = build->plan;

    build->made = arena_new0(plan->arena, SheetMade, build->posters->jobs->len + 1);
    for (guint i = 0; i < outputs_count(plan->outputs); i++) {
        const Output *output = outputs_at(plan->outputs, i);
        if (output->sheet)
            build->made[output->sheet - 1].files[FORMAT_PDF] = (StagedFile){.path = output->path};
    }
}

static gboolean posters_make(Build *build, GError **error)
{
    const Plan *plan = build->plan;

    posters_name(build);
    const SheetsJob job = {.site = build->site,
                           .theme = build->theme,
                           .paths = outputs_paths(plan->outputs),
                           .pages = plan->pages,
                           .jobs = build->posters->jobs,
                           .made = build->made,
                           .published = TRUE,
                           .stage = build->stage};
    return sheets_make(&job, count_workers(build), &build->interrupt, build->diagnostics, error);
}

static gboolean build_render(Build *build, GError **error)
{
    Plan *plan = build->plan;

    interrupt_hold(&build->interrupt);
    build->held = TRUE;
    if (build->options->destination && !stage_open(build, error))
        return FALSE;
    if (build->stage && plan->search_folder)
        plan->search = search_new(build->site);
    g_autoptr(GHashTable) sizes = measure_pictures(plan, count_workers(build));
    const RenderJob job = {build->site,  build->theme, outputs_paths(plan->outputs),
                           plan->pages,  sizes,        build->stage,
                           plan->search, plan->records};
    if (!render_pages(&job, count_workers(build), &build->interrupt, &build->rendering, build->diagnostics,
                      error))
        return FALSE;
    if (build->posters && build->posters->jobs->len > 0 && !posters_make(build, error))
        return FALSE;
    add_requested(build);
    if (plan->search && !has_errors(build))
        search_files_add(plan, count_workers(build), build->diagnostics);
    return has_errors(build) || outputs_collect(build, error);
}

/* Warnings count as errors where that was asked for. */
static gboolean is_stopped(const Build *build)
{
    return build->options->strict && diagnostics_count(build->diagnostics, SEVERITY_WARNING) > 0;
}

static gboolean build_publish(Build *build, GError **error)
{
    if (!build->stage || is_stopped(build))
        return TRUE;
    if (interrupt_waits(&build->interrupt, error))
        return FALSE;
    return publish(build->destination, build->stage, build->files, build->options->force, build->diagnostics,
                   &build->summary->counts, error);
}

/* What the first four say is collected; with an error in it the others are not reached. */
static const struct {
    const char *name;
    gboolean (*run)(Build *build, GError **error);
    gboolean only_without_errors;
} stages[] = {
    {N_("content"), build_content, FALSE}, {N_("site"), build_site, FALSE},
    {N_("plan"), build_plan, FALSE},       {N_("review"), build_review, FALSE},
    {N_("render"), build_render, TRUE},    {N_("publish"), build_publish, TRUE},
};

static gboolean build_stages(Build *build, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
        const gint64 start = g_get_monotonic_time();
        if (stages[i].only_without_errors && has_errors(build))
            return TRUE;
        if (!stages[i].run(build, error))
            return FALSE;
        const gint64 took = g_get_monotonic_time() - start;
        build->summary->microseconds += took;
        if (build->options->timing)
            build->options->timing(stages[i].name, took);
    }
    return TRUE;
}

/* Nothing is written in a folder that is no site: content_load() is left to say so. */
static gboolean build_open(Build *build, GError **error)
{
    const BuildOptions *options = build->options;

    if (!options->destination)
        return TRUE;
    if (options->year)
        return guard_destination(options->root, options->destination, error);
    return lock_site(options->root, options->destination, options->waiting, &build->lock, error);
}

static void build_close(Build *build)
{
    stage_free(build->stage);
    destination_free(build->destination);
    rendering_clear(&build->rendering);
    g_array_unref(build->files);
    sheet_plan_free(build->posters);
    sheets_free(build->sheets);
    plan_free(build->plan);
    theme_free(build->theme);
    g_free(build->theme_folder);
    record_free(build->record);
    site_free(build->site);
    content_free(build->content);
    lock_release(build->lock);
    if (build->held)
        interrupt_release(&build->interrupt);
}

gboolean build_run(const BuildOptions *options, Diagnostics *diagnostics, BuildSummary *summary,
                   GError **error)
{
    Build build = {.options = options, .diagnostics = diagnostics, .summary = summary};

    *summary = (BuildSummary){0};
    build.files = g_array_new(FALSE, TRUE, sizeof(StagedFile));
    const gboolean done = build_open(&build, error) && build_stages(&build, error);
    build_close(&build);
    return done;
}

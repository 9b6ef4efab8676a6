/* SPDX-License-Identifier: MIT */
#include "build/build-private.h"
#include "build/guard.h"
#include "build/icon.h"
#include "build/measure.h"
#include "build/plan-fill.h"
#include "build/records.h"
#include "build/theme-find.h"
#include "content/workbook.h"
#include "process/sanitizer.h"
#include "review/review.h"

#include <glib/gi18n.h>

static gboolean build_content(Build *build, GError **error)
{
    const ContentOptions options = {.root = build->options->root,
                                    .folder = build->folder,
                                    .snapshot = build->snapshot,
                                    .checksum = build->options->checksum};

    build->content = content_load(&options, build->diagnostics, error);
    if (build->content)
        build_look(build);
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
    build_join(build);
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

    g_autoptr(GBytes) known = build->before ? ledger_part(build->before, LEDGER_THEME_TABLE) : NULL;

    build->theme = theme_find(build->site, options->root, options->themes, known, &build->theme_folder,
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
    if (options->planned)
        options->planned(build->plan, options->data);
    return !wants_posters(build) || posters_plan(build, error);
}

guint build_count_workers(const Build *build)
{
    return build->options->jobs ? build->options->jobs : g_get_num_processors();
}

void build_tell(const Build *build, const char *stage, guint done, guint all)
{
    if (build->options->progress)
        build->options->progress(stage, done, all, build->options->data);
}

static void compare_aside(gpointer build)
{
    build_compare(build);
}

/* Also of a site with errors: all there is to mend is said at once. Meanwhile it is found out which pages are
 * to be rendered: either looks at the site, and changes nothing of it; texts, which may be put down
 * (source.h), are the review's alone. */
static gboolean build_review(Build *build, GError **error)
{
    const BuildOptions *options = build->options;
    Aside *comparing = NULL;

    build_recall_review(build);
    if (build->plan && !build_has_errors(build)) {
        build->sizes = measure_pictures(build->plan, build->memo, build_count_workers(build));
        comparing = aside_begin(build_count_workers(build), compare_aside, build);
    }
    const ReviewOptions review = {.site = build->site,
                                  .threads = build_count_workers(build),
                                  .planned = build->plan != NULL,
                                  .checksum = options->checksum,
                                  .unseen = options->unseen,
                                  .external = options->external,
                                  .asked = options->asked,
                                  .before = build->review_before,
                                  .after = build->review_after};

    (void)error;
    if (!options->year)
        review_run(&review, build->diagnostics);
    if (build->record)
        record_check(build->record, build->site, options->destination ? CHECK_SIZES : CHECK_BYTES,
                     build->diagnostics);
    aside_end(comparing);
    return TRUE;
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
    build->published = !interrupt_waits(&build->interrupt, error) &&
                       publish(build->destination, build->stage, build->files, build->options->force,
                               build->diagnostics, &build->summary->counts, error);
    return build->published;
}

static gboolean build_save(Build *build, GError **error)
{
    const BuildOptions *options = build->options;

    (void)error;
    if (!build->published)
        return TRUE;
    if (options->published)
        options->published(build->summary, options->data);
    build_remember(build);
    return TRUE;
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
    {N_("save"), build_save, TRUE},
};

static gboolean build_stages(Build *build, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
        const gint64 start = g_get_monotonic_time();
        if (stages[i].only_without_errors && build_has_errors(build))
            return TRUE;
        build_tell(build, stages[i].name, 0, 0);
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

static void memory_free(Build *build)
{
    rendering_clear(&build->rendering);
    build_forget(build);
    g_array_unref(build->files);
    sheet_plan_free(build->posters);
    sheets_free(build->sheets);
    plan_free(build->plan);
    theme_free(build->theme);
    g_free(build->theme_folder);
    record_free(build->record);
    site_free(build->site);
    content_free(build->content);
    snapshot_free(build->snapshot);
    folder_free(build->folder);
}

/* Freeing one by one what ten thousand entries are made of takes as long as rendering some hundred pages. */
static void build_close(Build *build)
{
    build_join(build);
    stage_free(build->stage);
    destination_free(build->destination);
    if (!build->options->ends || PROCESS_SANITIZED)
        memory_free(build);
    lock_release(build->lock);
    if (build->held)
        interrupt_release(&build->interrupt);
}

/* Whether nothing has changed since the last build. */
static gboolean build_is_done(Build *build)
{
    const gint64 start = g_get_monotonic_time();
    const gboolean same = build_recall(build);
    const gint64 took = g_get_monotonic_time() - start;

    build->summary->microseconds += took;
    if (build->options->timing)
        build->options->timing(N_("ledger"), took);
    return same;
}

gboolean build_run(const BuildOptions *options, Diagnostics *diagnostics, BuildSummary *summary,
                   GError **error)
{
    Build build = {.options = options, .diagnostics = diagnostics, .summary = summary};

    *summary = (BuildSummary){0};
    build.files = g_array_new(FALSE, TRUE, sizeof(StagedFile));
    const gboolean done = build_open(&build, error) && (build_is_done(&build) || build_stages(&build, error));
    build_close(&build);
    return done;
}

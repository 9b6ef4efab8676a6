/* SPDX-License-Identifier: MIT */
#include "build/posters.h"

#include "build/lock.h"
#include "build/ours.h"
#include "build/prepare.h"
#include "build/sheets.h"
#include "build/wish.h"
#include "site/visibility.h"
#include "text/cache.h"
#include "text/identity.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const PostersOptions *options;
    Diagnostics *diagnostics;
    PostersSummary *summary;
    Diagnostics *all; /* what is wrong in the whole site */
    Arena *arena;
    Lock *lock;
    Prepared ready; /* with the plan of the website: where the pages are, which sheets lead to */
    Sheets *sheets;
    SheetPlan *jobs;
    SheetMade *made;
    Interrupt interrupt;
    gboolean held;
    Destination *destination;
    Stage *stage;
} Posters;

static gboolean posters_load(Posters *posters, GError **error)
{
    const PostersOptions *options = posters->options;
    const SiteOptions site = {
        .drafts = options->drafts, .base_url = options->base_url, .date = options->date};

    if (!prepare(options->root, options->themes, &site, posters->all, &posters->ready, error))
        return FALSE;
    if (!posters->ready.theme)
        return TRUE;
    /* A sheet with mistakes is reported, and as if it were not there: the others can be made. */
    posters->sheets = sheets_load(posters->ready.theme, posters->ready.site, posters->diagnostics, error);
    return posters->sheets != NULL;
}

static GHashTable *names_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void name_add(GHashTable *names, const char *file)
{
    g_hash_table_add(names, identity_hide(file));
}

/* The files that a job is about, as messages name them. */
static void job_name_files(const SheetJob *job, GHashTable *names)
{
    const Collection *entries = job->ask.page.entries;

    name_add(names, job->shown);
    for (guint i = 0; entries && i < collection_count(entries); i++)
        name_add(names, collection_at(entries, i)->path);
}

/* Whose messages count: those of the entries that sheets are made of, and all that is no entry's. */
static gboolean is_of_files(const Diagnostic *diagnostic, gpointer names)
{
    return !diagnostic->file || !g_str_has_prefix(diagnostic->file, "content/") ||
           g_hash_table_contains(names, diagnostic->file);
}

static gboolean is_error_of_files(const Diagnostic *diagnostic, gpointer names)
{
    return diagnostic->severity == SEVERITY_ERROR && diagnostic->file &&
           g_hash_table_contains(names, diagnostic->file);
}

/* Adds what is wrong with the site, as far as it concerns these files, or no entry. */
static void messages_take(const Posters *posters, GHashTable *names, Diagnostics *into)
{
    diagnostics_select(into, posters->all, is_of_files, names);
}

static gboolean has_errors(const Diagnostics *messages, GHashTable *names)
{
    g_autoptr(Diagnostics) errors = diagnostics_new();

    diagnostics_select(errors, messages, is_error_of_files, names);
    return diagnostics_count(errors, SEVERITY_ERROR) > 0;
}

/* Whether an entry may have no sheet only because sheet.lua could not be read, which has been reported. */
static gboolean is_orphan(const Posters *posters, const SheetWish *wish, const Entry *entry)
{
    return !wish->sheet && sheets_have_faulty(posters->sheets, NULL) &&
           !sheets_of_entry(posters->sheets, entry);
}

/* Entries with mistakes are left out: what is missing on a board, or which sheet it is for, may be what was
 * misspelt. */
static void entries_drop_faulty(Posters *posters, SheetWish *wish)
{
    Entry **kept = arena_new0(posters->arena, Entry *, wish->n_entries + 1);
    guint count = 0;

    for (guint i = 0; i < wish->n_entries; i++) {
        g_autoptr(GHashTable) names = names_new();
        name_add(names, wish->entries[i]->path);
        if (!has_errors(posters->all, names) && !is_orphan(posters, wish, wish->entries[i])) {
            kept[count++] = wish->entries[i];
            continue;
        }
        messages_take(posters, names, posters->diagnostics);
        posters->summary->failed++;
    }
    wish->entries = kept;
    wish->n_entries = count;
}

/* The same for those that nobody named, and for what a faulty sheet is for. */
static void jobs_drop_faulty(Posters *posters)
{
    GArray *jobs = posters->jobs->jobs;

    for (guint i = jobs->len; i-- > 0;) {
        g_autoptr(GHashTable) names = names_new();
        job_name_files(&g_array_index(jobs, SheetJob, i), names);
        messages_take(posters, names, posters->diagnostics);
        if (!g_array_index(jobs, SheetJob, i).ask.file->faulty && !has_errors(posters->all, names))
            continue;
        g_array_remove_index(jobs, i);
        posters->summary->failed++;
    }
}

/* What nobody may see yet, in a folder that everybody sees. */
static void warn_drafts(const Posters *posters)
{
    const GArray *jobs = posters->jobs->jobs;
    const PostersOptions *options = posters->options;

    for (guint i = 0; options->published && options->drafts && i < jobs->len; i++) {
        const Entry *entry = g_array_index(jobs, SheetJob, i).ask.page.entry;
        if (entry && visibility_of(entry, posters->ready.site->today, FALSE) !=
                         visibility_of(entry, posters->ready.site->today, TRUE))
            diagnostics_warning(
                posters->diagnostics, PLACE_FILE(entry->path),
                _("move it, and give another folder with -d the next time"),
                _("it is not for readers yet, but its sheet in '%s' goes out with the website"),
                options->destination);
    }
}

/* The sheet that was asked for has mistakes, or all of them have: that has been reported. */
static gboolean is_hopeless(const Posters *posters)
{
    const char *wanted = posters->options->sheet;

    return (wanted || sheets_count(posters->sheets) == 0) && sheets_have_faulty(posters->sheets, wanted);
}

/* Without jobs where something is wrong that all sheets depend on, or with everything that was named. */
static gboolean posters_plan(Posters *posters, GError **error)
{
    g_autoptr(GHashTable) none = names_new();
    g_autoptr(Diagnostics) common = diagnostics_new();
    SheetWish wish;

    messages_take(posters, none, common);
    if (diagnostics_count(common, SEVERITY_ERROR) > 0) {
        diagnostics_copy(posters->diagnostics, common, NULL);
        return TRUE;
    }
    if (is_hopeless(posters)) {
        posters->summary->failed++;
        return TRUE;
    }
    if (!wish_read(posters->options, posters->ready.site, posters->sheets, posters->arena, &wish,
                   posters->diagnostics, error))
        return FALSE;
    posters->summary->failed += wish.n_refused;
    entries_drop_faulty(posters, &wish);
    if (wish.n_entries == 0 && posters->summary->failed > 0)
        return TRUE;
    posters->jobs = sheet_plan_new(posters->ready.site, posters->sheets, &wish, posters->diagnostics, error);
    if (!posters->jobs)
        return FALSE;
    posters->summary->failed += posters->jobs->refused;
    jobs_drop_faulty(posters);
    warn_drafts(posters);
    return TRUE;
}

/* "2025-11-03-water-A3-grey-tiles-A4.pdf" */
static char *file_name(const Posters *posters, const SheetJob *job, SheetFormat format)
{
    static const char *const endings[N_FORMATS] = {".pdf", ".png", ".svg"};
    const SheetOptions *options = &posters->options->options;
    const gboolean is_pdf = format == FORMAT_PDF;
    g_autofree char *tile = is_pdf && options->tile ? paper_name(*options->tile) : NULL;

    return g_strconcat(job->name, options->grey ? "-grey" : "", is_pdf && options->marks ? "-marks" : "",
                       tile ? "-tiles-" : "", tile ? tile : "", endings[format], NULL);
}

static void files_name(Posters *posters)
{
    const GArray *jobs = posters->jobs->jobs;

    posters->made = arena_new0(posters->arena, SheetMade, jobs->len + 1);
    for (guint i = 0; i < jobs->len; i++)
        for (guint format = 0; format < N_FORMATS; format++) {
            StagedFile *file = &posters->made[i].files[format];
            if (!(posters->options->formats & (1u << format)))
                continue;
            g_autofree char *name = file_name(posters, &g_array_index(jobs, SheetJob, i), format);
            file->path = arena_strdup(posters->arena, name);
        }
}

static guint count_workers(const Posters *posters)
{
    return posters->options->jobs ? posters->options->jobs : g_get_num_processors();
}

static gboolean posters_make(Posters *posters, GError **error)
{
    g_autofree char *work = g_build_filename(posters->options->root, WORK_FOLDER, NULL);
    const Plan *plan = posters->ready.plan;

    files_name(posters);
    interrupt_hold(&posters->interrupt);
    posters->held = TRUE;
    posters->destination = destination_new(posters->options->destination);
    posters->stage = stage_new(posters->destination, work, error);
    if (!posters->stage)
        return FALSE;
    const SheetsJob job = {.site = posters->ready.site,
                           .theme = posters->ready.theme,
                           .paths = outputs_paths(plan->outputs),
                           .pages = plan->pages,
                           .jobs = posters->jobs->jobs,
                           .made = posters->made,
                           .options = posters->options->options,
                           .stage = posters->stage,
                           .progress = posters->options->progress,
                           .data = posters->options->data};
    return sheets_make(&job, count_workers(posters), &posters->interrupt, posters->diagnostics, error);
}

/* Whether `path` may be written: it is free, or Broadside made what is there. */
static gboolean file_may_go(Posters *posters, const char *path)
{
    g_autofree char *shown = g_build_filename(posters->options->destination, path, NULL);
    struct stat status;

    if (!destination_stat(posters->destination, path, &status))
        return TRUE;
    const int fd = destination_open(posters->destination, path);
    const gboolean ours = fd >= 0 && ours_is(fd);
    if (fd >= 0)
        close(fd);
    if (ours || (posters->options->force && S_ISREG(status.st_mode)))
        return TRUE;
    if (S_ISREG(status.st_mode))
        diagnostics_error(posters->diagnostics, PLACE_FILE(shown),
                          _("move it away, or overwrite it with --force"),
                          _("it is there already, and Broadside did not make it"));
    else
        diagnostics_error(posters->diagnostics, PLACE_FILE(shown), _("move it away"),
                          _("a sheet goes there, and what is there is no file"));
    return FALSE;
}

static gboolean file_write(Posters *posters, const StagedFile *file, GError **error)
{
    if (file->staged && !stage_release(posters->stage, file->path))
        return failure_set(error, errno, _("cannot write '%s/%s'"), posters->options->destination,
                           file->path);
    g_ptr_array_add(posters->summary->files,
                    g_build_filename(posters->options->destination, file->path, NULL));
    return TRUE;
}

/* The files of one sheet: all of them, or none. */
static gboolean sheet_write(Posters *posters, const SheetMade *made, GError **error)
{
    gboolean free = made->made;

    for (guint i = 0; i < N_FORMATS && free; i++)
        free = !made->files[i].path || !made->files[i].staged || file_may_go(posters, made->files[i].path);
    if (!free) {
        posters->summary->failed++;
        return TRUE;
    }
    if (!destination_make(posters->destination, error))
        return FALSE;
    for (guint i = 0; i < N_FORMATS; i++)
        if (made->files[i].path && !file_write(posters, &made->files[i], error))
            return FALSE;
    posters->summary->sheets++;
    return TRUE;
}

static gboolean posters_write(Posters *posters, GError **error)
{
    if (interrupt_waits(&posters->interrupt, error))
        return FALSE;
    for (guint i = 0; i < posters->jobs->jobs->len; i++)
        if (!sheet_write(posters, &posters->made[i], error))
            return FALSE;
    return TRUE;
}

static void warn_without_address(const Posters *posters)
{
    if (!posters->ready.site->base_url)
        diagnostics_warning(posters->diagnostics, PLACE_FILE(posters->ready.content->config_source->name),
                            _("write 'base_url: https://…', or give --base-url"),
                            _("'base_url' is not set: the sheets have no QR code"));
}

static gboolean posters_stages(Posters *posters, GError **error)
{
    if (!lock_site(posters->options->root, posters->options->destination, posters->options->waiting,
                   &posters->lock, error) ||
        !posters_load(posters, error) || !posters_plan(posters, error))
        return FALSE;
    if (!posters->jobs || posters->jobs->jobs->len == 0)
        return TRUE;
    warn_without_address(posters);
    return posters_make(posters, error) && posters_write(posters, error);
}

static void posters_close(Posters *posters)
{
    stage_free(posters->stage);
    destination_free(posters->destination);
    sheet_plan_free(posters->jobs);
    sheets_free(posters->sheets);
    prepared_clear(&posters->ready);
    lock_release(posters->lock);
    diagnostics_free(posters->all);
    arena_free(posters->arena);
    if (posters->held)
        interrupt_release(&posters->interrupt);
}

gboolean posters_run(const PostersOptions *options, Diagnostics *diagnostics, PostersSummary *summary,
                     GError **error)
{
    const gint64 start = g_get_monotonic_time();
    Posters posters = {.options = options, .diagnostics = diagnostics, .summary = summary};

    *summary = (PostersSummary){.files = g_ptr_array_new_with_free_func(g_free)};
    posters.all = diagnostics_new();
    posters.arena = arena_new();
    const gboolean done = posters_stages(&posters, error);
    posters_close(&posters);
    summary->microseconds = g_get_monotonic_time() - start;
    return done;
}

void posters_summary_clear(PostersSummary *summary)
{
    g_clear_pointer(&summary->files, g_ptr_array_unref);
}

/* SPDX-License-Identifier: MIT */
#include "build/sheets.h"

#include "build/press.h"
#include "picture/photo.h"
#include "template/allowance.h"

#include <glib/gi18n.h>

/* A sheet that takes longer is not worth waiting for: there are mistakes, and worse, which take for ever. */
#define SECONDS_MAX 4
/* HEIC cannot be read at a smaller size: one of 48 megapixels takes as long on an old machine. */
#define SECONDS_PER_PHOTO 3
#define PHOTOS_MOST 20
/* For the pixels of a photo, and of what is drawn: what `limits` allows is meant for texts. */
#define MEGABYTES_MIN 1024

/* One file that was made. */
typedef struct {
    guint32 format;
    guint8 staged;
    guint64 high; /* of the digest */
    guint64 low;
} FileMade;

/* What a worker hands back: the number of a job, whether it was made, its files (FileMade), diagnostics. */
#define RESULT_TYPE "(uba(uytt)" DIAGNOSTICS_VARIANT_TYPE ")"

typedef struct {
    const SheetsJob *job;
    Press press; /* a task is a job */
    Limits limits;
    guint done;
} Making;

/* In a worker. */
typedef struct {
    const Making *making;
    Engine *engine;
    Diagnostics *diagnostics;
    GArray *files; /* FileMade */
    guint task;
    gboolean made;
} SheetWorker;

static void *worker_begin(void *data)
{
    const Making *making = data;
    const SheetsJob *job = making->job;
    SheetWorker *worker = g_new0(SheetWorker, 1);

    worker->making = making;
    worker->diagnostics = diagnostics_new();
    worker->files = g_array_new(FALSE, TRUE, sizeof(FileMade));
    worker->engine = press_engine(&making->press, job->paths, job->pages, worker->diagnostics);
    return worker;
}

static guint formats_of(const SheetMade *made)
{
    guint formats = 0;

    for (guint i = 0; i < N_FORMATS; i++)
        formats |= made->files[i].path ? 1u << i : 0;
    return formats;
}

static gboolean file_keep(SheetWorker *worker, StagedFile *file, guint format, GBytes *bytes, GError **error)
{
    Stage *stage = worker->making->job->stage;
    FileMade made = {.format = format};

    if (stage && !stage_put(stage, file, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error))
        return FALSE;
    made.high = file->digest.high64;
    made.low = file->digest.low64;
    made.staged = (guint8)file->staged;
    g_array_append_val(worker->files, made);
    return TRUE;
}

static gboolean files_keep(SheetWorker *worker, SheetMade *made, GBytes *files[N_FORMATS], GError **error)
{
    gboolean kept = TRUE;

    for (guint i = 0; i < N_FORMATS; i++) {
        if (!files[i])
            continue;
        kept = kept && file_keep(worker, &made->files[i], i, files[i], error);
        g_bytes_unref(files[i]);
    }
    return kept;
}

static gboolean worker_run(G_GNUC_UNUSED void *data, void *state, guint task, GError **error)
{
    SheetWorker *worker = state;
    const Making *making = worker->making;
    const SheetsJob *job = making->job;
    const SheetJob *sheet_job = &g_array_index(job->jobs, SheetJob, task);
    g_autoptr(Arena) arena = arena_new();
    Sheet sheet = {0};
    GBytes *files[N_FORMATS] = {NULL};

    worker->task = task;
    worker->made = engine_sheet(worker->engine, &sheet_job->ask, arena, &sheet);
    if (job->published)
        sheet.source = NULL;
    worker->made = worker->made &&
                   making->press.module->make(making->press.typesetter, &sheet, &job->options,
                                              formats_of(&job->made[task]), files, NULL, worker->diagnostics);
    return !worker->made || files_keep(worker, &job->made[task], files, error);
}

static GVariant *worker_results_of_sheet(G_GNUC_UNUSED void *data, void *state, G_GNUC_UNUSED gboolean last)
{
    SheetWorker *worker = state;
    GVariant *parts[] = {
        g_variant_new_uint32(worker->task),
        g_variant_new_boolean(worker->made),
        g_variant_new_fixed_array(G_VARIANT_TYPE("(uytt)"), worker->files->data, worker->files->len,
                                  sizeof(FileMade)),
        diagnostics_save(worker->diagnostics),
    };

    g_array_set_size(worker->files, 0);
    diagnostics_clear(worker->diagnostics);
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

static void files_take(SheetMade *made, GVariant *files)
{
    gsize count;
    const FileMade *each = g_variant_get_fixed_array(files, &count, sizeof(FileMade));

    for (gsize i = 0; i < count; i++) {
        if (each[i].format >= N_FORMATS)
            continue;
        StagedFile *file = &made->files[each[i].format];
        file->digest = (Digest){each[i].low, each[i].high};
        file->staged = each[i].staged != 0;
    }
}

static void tell_progress(Making *making)
{
    if (making->job->progress)
        making->job->progress(++making->done, making->job->jobs->len, making->job->data);
}

static void results_take(void *data, G_GNUC_UNUSED Pool *pool, GVariant *results)
{
    Making *making = data;
    g_autoptr(GVariant) files = g_variant_get_child_value(results, 2);
    g_autoptr(GVariant) messages = g_variant_get_child_value(results, 3);
    guint32 task;
    gboolean made;

    g_variant_get_child(results, 0, "u", &task);
    g_variant_get_child(results, 1, "b", &made);
    if (task >= making->job->jobs->len)
        return;
    files_take(&making->job->made[task], files);
    making->job->made[task].made = made;
    if (g_variant_n_children(messages) > 0)
        diagnostics_load(press_messages(&making->press, task), messages);
    tell_progress(making);
}

static void death_report(const Making *making, const SheetJob *sheet_job, const Death *death,
                         Diagnostics *diagnostics)
{
    const char *sheet = sheet_job->ask.file->name;
    const Place place = PLACE_FILE(sheet_job->shown);
    g_autofree char *how = death_describe(death);

    if (death->cause == DEATH_TIME)
        diagnostics_error(diagnostics, place,
                          _("take fewer photos, shorten the text, or look for a loop without an end in the "
                            "sheet and for thousands of shapes in its artwork"),
                          _("the sheet '%s' needed more than %u s of processor time"), sheet,
                          making->limits.seconds);
    else if (death->cause == DEATH_MEMORY)
        diagnostics_error(diagnostics, place, _("use smaller pictures, or a smaller paper"),
                          _("the sheet '%s' needed more than %u MB of memory"), sheet,
                          allowance_megabytes(&making->limits));
    else
        diagnostics_error(diagnostics, place, NULL, _("the process that made the sheet '%s' died (%s)"),
                          sheet, how);
}

static void worker_died(void *data, G_GNUC_UNUSED Pool *pool, const Death *death)
{
    Making *making = data;
    const GArray *jobs = making->job->jobs;

    if (!death->at_task || death->task >= jobs->len)
        return;
    death_report(making, &g_array_index(jobs, SheetJob, death->task), death,
                 press_messages(&making->press, death->task));
    tell_progress(making);
}

/* FALSE where one was lost without a word. */
static gboolean making_end(const Making *making, Diagnostics *diagnostics, GError **error)
{
    gboolean whole = TRUE;

    press_tell(&making->press, diagnostics);
    for (guint i = 0; i < making->job->jobs->len; i++) {
        const gboolean failed = press_has_errors(&making->press, i);
        if (failed)
            making->job->made[i].made = FALSE;
        whole = whole && (failed || making->job->made[i].made);
    }
    if (!whole)
        g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, "%s", _("a sheet was not made"));
    return whole;
}

static gboolean making_run(Making *making, guint workers, const Interrupt *interrupt, GError **error)
{
    const SheetsJob *job = making->job;
    const char *const read[] = {job->stage ? stage_destination(job->stage) : NULL, NULL};
    const char *const write[] = {job->stage ? stage_path(job->stage) : NULL, NULL};
    PoolJob pool = {
        .batch = 1,
        .children = MIN(workers, MAX(job->jobs->len, 1)),
        .limits = making->limits,
        .type = RESULT_TYPE,
        .data = making,
        .begin = worker_begin,
        .run = worker_run,
        .results = worker_results_of_sheet,
        .take = results_take,
        .died = worker_died,
    };
    return press_run(&making->press, &pool, read, write, interrupt, error);
}

/* How many photos there are in each folder. */
static GHashTable *photos_by_folder(const GPtrArray *files)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < files->len; i++) {
        if (!photo_has_name(files->pdata[i]))
            continue;
        char *folder = g_path_get_dirname(files->pdata[i]);
        const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, folder)) + 1;
        g_hash_table_replace(counts, folder, GUINT_TO_POINTER(count));
    }
    return counts;
}

static guint photos_beside(GHashTable *counts, const Entry *entry)
{
    g_autofree char *folder = g_path_get_dirname(entry->path);

    return GPOINTER_TO_UINT(g_hash_table_lookup(counts, folder));
}

/* As many as a sheet may show, or more; PHOTOS_MOST at most. */
static guint photos_of(GHashTable *counts, const Page *page)
{
    guint count = page->entry ? photos_beside(counts, page->entry) : 0;

    for (guint i = 0; page->entries && i < collection_count(page->entries) && count < PHOTOS_MOST; i++)
        count += photos_beside(counts, collection_at(page->entries, i));
    return MIN(count, PHOTOS_MOST);
}

static guint photos_most(const SheetsJob *job)
{
    g_autoptr(GHashTable) counts = photos_by_folder(job->site->content->files);
    guint most = 0;

    for (guint i = 0; i < job->jobs->len; i++)
        most = MAX(most, photos_of(counts, &g_array_index(job->jobs, SheetJob, i).ask.page));
    return most;
}

static Limits limits_of(const SheetsJob *job)
{
    Limits limits = allowance_read(job->site->content);

    limits.seconds = MIN(limits.seconds, SECONDS_MAX) + SECONDS_PER_PHOTO * photos_most(job);
    limits.bytes = MAX(limits.bytes, (guint64)MEGABYTES_MIN * 1024 * 1024);
    return limits;
}

gboolean sheets_make(const SheetsJob *job, guint workers, const Interrupt *interrupt,
                     Diagnostics *diagnostics, GError **error)
{
    Making making = {.job = job, .limits = limits_of(job)};
    gboolean done = press_open(&making.press, job->site, job->theme, job->jobs->len, diagnostics, error);

    /* Without the typesetter a font is missing, which was said. */
    if (done && making.press.typesetter)
        done = making_run(&making, workers, interrupt, error) && making_end(&making, diagnostics, error);
    press_close(&making.press);
    return done;
}

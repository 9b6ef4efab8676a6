/* SPDX-License-Identifier: MIT */
#include "build/worker.h"

#include "text/diagnostic.h"

/* Pages taken at once: neighbours often share what they read. */
#define BATCH 16

typedef struct {
    const RenderJob *job;
    WorkerShared *shared;
    atomic_uint *current;
    Engine *engine;
    GArray *pages;     /* WorkerPage */
    GHashTable *files; /* path -> number of the first page that asked for it */
    guint page;        /* at work */
    GString *html;
} Worker;

static void file_asked(void *data, const char *path)
{
    Worker *worker = data;
    gpointer first;

    if (!g_hash_table_lookup_extended(worker->files, path, NULL, &first) ||
        GPOINTER_TO_UINT(first) > worker->page)
        g_hash_table_insert(worker->files, g_strdup(path), GUINT_TO_POINTER(worker->page));
}

static gboolean page_render(Worker *worker, GError **error)
{
    const RenderJob *job = worker->job;
    const Page *page = job->pages->pdata[worker->page];
    StagedFile file = {.path = page->path, .number = worker->page};
    WorkerPage done = {.page = worker->page};

    done.result = (guint8)engine_render(worker->engine, page, worker->html);
    if (done.result == RENDER_DONE && job->stage &&
        !stage_put(job->stage, &file, worker->html->str, worker->html->len, error))
        return FALSE;
    done.high = file.digest.high64;
    done.low = file.digest.low64;
    done.staged = (guint8)file.staged;
    g_array_append_val(worker->pages, done);
    return TRUE;
}

/* FALSE where the machine fails. */
static gboolean pages_render(Worker *worker, GError **error)
{
    const guint count = worker->job->pages->len;

    while (!atomic_load(&worker->shared->stop)) {
        const guint from = atomic_fetch_add(&worker->shared->next, BATCH);
        if (from >= count)
            return TRUE;
        for (guint i = from; i < MIN(from + BATCH, count); i++) {
            worker->page = i;
            atomic_store(worker->current, i + 1);
            if (!page_render(worker, error)) {
                atomic_store(&worker->shared->stop, 1);
                return FALSE;
            }
        }
        atomic_store(worker->current, 0);
    }
    return TRUE;
}

static GVariant *files_save(GHashTable *files)
{
    GVariantBuilder builder;
    GHashTableIter iter;
    gpointer path, page;

    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(su)"));
    g_hash_table_iter_init(&iter, files);
    while (g_hash_table_iter_next(&iter, &path, &page))
        g_variant_builder_add(&builder, "(su)", path, GPOINTER_TO_UINT(page));
    return g_variant_builder_end(&builder);
}

static gboolean results_send(const Worker *worker, const Diagnostics *diagnostics, const GError *failed,
                             int out)
{
    GVariant *parts[] = {
        g_variant_new_fixed_array(G_VARIANT_TYPE("(uyttb)"), worker->pages->data, worker->pages->len,
                                  sizeof(WorkerPage)),
        files_save(worker->files),
        diagnostics_save(diagnostics),
        g_variant_new("ms", failed ? failed->message : NULL),
    };
    g_autoptr(GVariant) results = g_variant_ref_sink(g_variant_new_tuple(parts, G_N_ELEMENTS(parts)));
    const guint64 size = g_variant_get_size(results);

    return file_write(out, (const char *)&size, sizeof size) &&
           file_write(out, g_variant_get_data(results), size);
}

gboolean worker_run(const RenderJob *job, WorkerShared *shared, guint index, int out)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    Worker worker = {
        .job = job,
        .shared = shared,
        .current = &shared->current[index],
        .pages = g_array_new(FALSE, TRUE, sizeof(WorkerPage)),
        .files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .html = g_string_sized_new(64 * 1024),
    };
    const EngineEvents events = {&worker, file_asked};

    worker.engine = engine_new(job->site, job->theme, job->paths, &events, diagnostics);
    pages_render(&worker, &error);
    const gboolean sent = results_send(&worker, diagnostics, error, out);
    engine_free(worker.engine);
    g_array_unref(worker.pages);
    g_hash_table_unref(worker.files);
    g_string_free(worker.html, TRUE);
    return sent;
}

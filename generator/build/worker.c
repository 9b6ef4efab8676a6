/* SPDX-License-Identifier: MIT */
#include "build/worker.h"

#include "build/search-files.h"
#include "template/records.h"
#include "text/diagnostic.h"

struct Worker {
    const RenderJob *job;
    Engine *engine;
    Diagnostics *diagnostics;
    GArray *pages;     /* WorkerPage: not handed back yet */
    GHashTable *files; /* path -> number of the first page that asked for it; the same */
    Reads *reads;
    GArray *words; /* of them, not handed back yet */
    guint named;   /* so many keys of them are known to the parent */
    guint page;    /* at work */
    GString *html;
    GString *text;
    GString *old; /* what the page was */
};

static void file_asked(void *data, const char *path)
{
    Worker *worker = data;

    if (!g_hash_table_contains(worker->files, path))
        g_hash_table_insert(worker->files, g_strdup(path), GUINT_TO_POINTER(worker->page));
}

Worker *worker_new(const RenderJob *job)
{
    Worker *worker = g_new0(Worker, 1);
    const EngineEvents events = {worker, file_asked};

    worker->job = job;
    worker->diagnostics = diagnostics_new();
    worker->pages = g_array_new(FALSE, TRUE, sizeof(WorkerPage));
    worker->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    worker->html = g_string_sized_new(64 * 1024);
    worker->text = g_string_sized_new(64 * 1024);
    worker->old = g_string_sized_new(64 * 1024);
    worker->engine = engine_new(job->site, job->theme, job->paths, job->pages, job->sizes,
                                g_memdup2(&events, sizeof events), worker->diagnostics);
    engine_set_records(worker->engine, job->records);
    worker->words = g_array_new(FALSE, FALSE, sizeof(guint64));
    worker->reads = reads_new(job->site);
    if (job->noted)
        engine_set_reads(worker->engine, worker->reads);
    return worker;
}

/* The text of an entry, whose page has just been rendered: its Markdown is parsed already. */
static void text_put(Worker *worker, const Page *page)
{
    Search *search = worker->job->search;

    if (!search || !search_files_is_entry(page) || !search_wants(search, page->entry))
        return;
    g_string_truncate(worker->text, 0);
    engine_text(worker->engine, page->entry, worker->text);
    search_put(search, page->entry, worker->text->str, worker->text->len);
}

/* Renders the page, or mends what the destination has of it, if nothing has changed but fragments. */
static RenderResult page_render(Worker *worker, guint page)
{
    const RenderJob *job = worker->job;
    const Page *at = job->pages->pdata[page];
    const Keeping *keeping = job->keeping;

    if (!job->noted || !job->stage || !keeping || !keeping_old_page(keeping, page) ||
        !stage_read(job->stage, &job->files[page], worker->old))
        return engine_render(worker->engine, at, worker->html);
    const PageReads reads = keeping_old_reads(keeping, page);
    const OldPage old = {.bytes = worker->old->str,
                         .length = worker->old->len,
                         .spans = reads.spans,
                         .n_spans = reads.n_spans,
                         .changed = keeping_changed(keeping)};
    return engine_render_again(worker->engine, at, &old, worker->html);
}

gboolean worker_render(Worker *worker, guint page, GError **error)
{
    const RenderJob *job = worker->job;
    const Page *at = job->pages->pdata[page];
    StagedFile file = job->files[page];
    WorkerPage done = {.page = page};

    worker->page = page;
    done.result = (guint8)page_render(worker, page);
    if (job->noted)
        readings_add_page(worker->words, page, done.result == RENDER_MENDED, worker->reads);
    if ((done.result == RENDER_DONE || done.result == RENDER_MENDED) && job->stage &&
        !stage_put(job->stage, &file, worker->html->str, worker->html->len, error))
        return FALSE;
    if (done.result == RENDER_DONE)
        text_put(worker, at);
    else if (done.result == RENDER_LEFT_OUT && job->search)
        search_files_leave_out(job->search, at);
    done.high = file.digest.high64;
    done.low = file.digest.low64;
    done.staged = (guint8)file.staged;
    g_array_append_val(worker->pages, done);
    source_folder_put_down(&job->site->content->texts);
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

static gboolean has_diagnostics(const Worker *worker)
{
    return diagnostics_count(worker->diagnostics, SEVERITY_ERROR) > 0 ||
           diagnostics_count(worker->diagnostics, SEVERITY_WARNING) > 0;
}

GVariant *worker_results(Worker *worker, gboolean all)
{
    if (!all && !has_diagnostics(worker))
        return NULL;
    GVariant *parts[] = {
        g_variant_new_fixed_array(G_VARIANT_TYPE("(uyttb)"), worker->pages->data, worker->pages->len,
                                  sizeof(WorkerPage)),
        files_save(worker->files),
        g_variant_new_uint32(worker->page),
        diagnostics_save(worker->diagnostics),
        readings_pack(worker->words, worker->reads, &worker->named),
    };
    g_array_set_size(worker->pages, 0);
    g_hash_table_remove_all(worker->files);
    diagnostics_clear(worker->diagnostics);
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

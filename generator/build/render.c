/* SPDX-License-Identifier: MIT */
#include "build/render.h"

#include "build/casualties.h"
#include "template/allowance.h"

#include <glib/gi18n.h>

/* Pages taken at once: neighbours often share what they read. */
#define BATCH 16

/* Bytes of messages that are kept for each page apart, until it is known which pages count. */
#define MESSAGES_MAX (32 * 1024 * 1024)

typedef struct {
    const RenderJob *job;
    Rendering *rendering;
    Diagnostics *diagnostics;
    Casualties *casualties;
    gsize messages_size;
} Render;

static void *render_begin(void *data)
{
    const Render *render = data;
    return worker_new(render->job);
}

/* The page of a task. */
static guint page_of(const Render *render, guint task)
{
    const GArray *wanted = render->job->wanted;
    return wanted ? g_array_index(wanted, guint, task) : task;
}

static guint count_tasks(const RenderJob *job)
{
    return job->wanted ? job->wanted->len : job->pages->len;
}

static gboolean render_run(void *data, void *worker, guint task, GError **error)
{
    return worker_render(worker, page_of(data, task), error);
}

static GVariant *render_results(G_GNUC_UNUSED void *data, void *worker, gboolean last)
{
    return worker_results(worker, last);
}

static void files_take(Rendering *rendering, GVariant *files)
{
    GVariantIter iter;
    const char *path;
    guint32 page;

    g_variant_iter_init(&iter, files);
    while (g_variant_iter_next(&iter, "(&su)", &path, &page))
        if (page < rendering->pages->len)
            rendering_ask(rendering, path, page);
}

/* Kept apart as long as there is room: a site with more messages than that has other worries than their
 * order. */
static void messages_take(Render *render, guint page, GVariant *diagnostics)
{
    Rendering *rendering = render->rendering;

    if (g_variant_n_children(diagnostics) == 0)
        return;
    render->messages_size += g_variant_get_size(diagnostics);
    if (render->messages_size > MESSAGES_MAX || page >= render->job->pages->len || rendering->said[page]) {
        rendering->mixed = TRUE;
        diagnostics_load(render->diagnostics, diagnostics);
        return;
    }
    rendering->said[page] = g_variant_ref(diagnostics);
}

static void pages_skip(const Render *render, Pool *pool)
{
    for (guint task = 0; task < count_tasks(render->job); task++)
        if (casualties_exclude(render->casualties, page_of(render, task)))
            pool_skip(pool, task);
}

static void render_died(void *data, Pool *pool, const Death *death)
{
    Render *render = data;
    Death of_page = *death;

    if (death->at_task)
        of_page.task = page_of(render, death->task);
    casualties_add(render->casualties, &of_page);
    pages_skip(render, pool);
}

/* What was said of the page is said again. */
static void page_mended(Render *render, guint page)
{
    Rendering *rendering = render->rendering;

    g_array_index(rendering->pages, WorkerPage, page).result = RENDER_DONE;
    if (render->job->keeping && !rendering->said[page])
        rendering->said[page] = keeping_old_said(render->job->keeping, page);
}

static void page_take(Render *render, Pool *pool, const WorkerPage *page)
{
    GArray *pages = render->rendering->pages;

    if (page->page >= pages->len)
        return;
    g_array_index(pages, WorkerPage, page->page) = *page;
    if (page->result == RENDER_MENDED)
        page_mended(render, page->page);
    if (page->result != RENDER_EXHAUSTED)
        return;
    casualties_add_told(render->casualties, page->page);
    pages_skip(render, pool);
}

static void render_take(void *data, Pool *pool, GVariant *results)
{
    Render *render = data;
    g_autoptr(GVariant) pages = g_variant_get_child_value(results, 0);
    g_autoptr(GVariant) files = g_variant_get_child_value(results, 1);
    g_autoptr(GVariant) messages = g_variant_get_child_value(results, 3);
    guint32 page;
    gsize count;

    const WorkerPage *done = g_variant_get_fixed_array(pages, &count, sizeof(WorkerPage));
    for (gsize i = 0; i < count; i++)
        page_take(render, pool, &done[i]);
    files_take(render->rendering, files);
    g_variant_get_child(results, 2, "u", &page);
    messages_take(render, page, messages);
    if (!render->rendering->readings)
        return;
    g_autoptr(GVariant) reads = g_variant_get_child_value(results, 4);
    readings_take(render->rendering->readings, reads);
}

/* What counts of all that was said, whoever said it first. */
static void render_report(Render *render)
{
    for (guint i = 0; i < render->job->pages->len; i++)
        if (render->rendering->said[i] && !casualties_exclude(render->casualties, i))
            diagnostics_load(render->diagnostics, render->rendering->said[i]);
    casualties_report(render->casualties, render->diagnostics);
}

/* Where nothing was reported, everything is there: whatever a broken worker may have said. */
static gboolean render_check(const Render *render, GError **error)
{
    const GArray *pages = render->rendering->pages;
    const gboolean failed = diagnostics_count(render->diagnostics, SEVERITY_ERROR) > 0;

    for (guint i = 0; i < pages->len && !failed; i++) {
        const WorkerPage *page = &g_array_index(pages, WorkerPage, i);
        if (page->page == i && (page->result == RENDER_DONE || page->result == RENDER_LEFT_OUT))
            continue;
        g_set_error(error, PROCESS_ERROR, PROCESS_ERROR_MACHINE, _("a page was not rendered: '%s'"),
                    ((const Page *)render->job->pages->pdata[i])->path);
        return FALSE;
    }
    return TRUE;
}

static void render_taken(void *data, guint taken)
{
    const RenderJob *job = ((const Render *)data)->job;

    if (job->progress)
        job->progress(taken, count_tasks(job), job->data);
}

static gboolean render_run_all(Render *render, guint workers, const Limits *limits,
                               const Interrupt *interrupt, GError **error)
{
    const RenderJob *job = render->job;
    const char *const *folders = theme_folders(job->theme);
    g_autofree char *content = g_build_filename(job->site->content->root, "content", NULL);
    /* The library of dates looks for the zones of times; texts are read once they are asked for. */
    const char *const read[] = {content,
                                "/usr/share/zoneinfo",
                                "/etc/localtime",
                                folders[0],
                                folders[1],
                                job->stage ? stage_destination(job->stage) : NULL,
                                NULL};
    const char *const write[] = {job->stage ? stage_path(job->stage) : NULL, NULL};
    /* For the name that was meant, where a template asks for a file that is not there. */
    g_autofree char *fixed = g_build_filename(job->site->content->root, "static", NULL);
    const char *const list[] = {fixed, NULL};
    const PoolJob pool = {
        .tasks = count_tasks(job),
        .batch = BATCH,
        .children = workers,
        .limits = *limits,
        .confinement = {read, write, list, FALSE},
        .type = WORKER_VARIANT_TYPE,
        .data = render,
        .begin = render_begin,
        .run = render_run,
        .results = render_results,
        .take = render_take,
        .died = render_died,
        .taken = render_taken,
    };
    return pool_run(&pool, interrupt, error);
}

void rendering_init(Rendering *rendering, guint pages, Readings *readings)
{
    const WorkerPage none = {.page = G_MAXUINT32};

    *rendering = (Rendering){.readings = readings, .n_pages = pages};
    rendering->pages = g_array_new(FALSE, TRUE, sizeof(WorkerPage));
    for (guint i = 0; i < pages; i++)
        g_array_append_val(rendering->pages, none);
    rendering->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    rendering->said = g_new0(GVariant *, pages + 1);
}

void rendering_ask(Rendering *rendering, const char *path, guint page)
{
    gpointer known;

    if (!g_hash_table_lookup_extended(rendering->files, path, NULL, &known) || GPOINTER_TO_UINT(known) > page)
        g_hash_table_insert(rendering->files, g_strdup(path), GUINT_TO_POINTER(page));
}

gboolean render_pages(const RenderJob *job, guint workers, const Interrupt *interrupt, Rendering *rendering,
                      Diagnostics *diagnostics, GError **error)
{
    const Limits limits = allowance_read(job->site->content);
    g_autoptr(Casualties) casualties = casualties_new(job, &limits);
    Render render = {job, rendering, diagnostics, casualties, 0};

    if (!render_run_all(&render, workers, &limits, interrupt, error))
        return FALSE;
    render_report(&render);
    if (casualties_count(casualties) > 0)
        g_hash_table_remove_all(rendering->files); /* who asked for them depends on who lived to say so */
    return render_check(&render, error);
}

void rendering_clear(Rendering *rendering)
{
    for (guint i = 0; rendering->said && i < rendering->n_pages; i++)
        g_clear_pointer(&rendering->said[i], g_variant_unref);
    g_clear_pointer(&rendering->said, g_free);
    g_clear_pointer(&rendering->pages, g_array_unref);
    g_clear_pointer(&rendering->files, g_hash_table_unref);
}

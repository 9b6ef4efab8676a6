/* SPDX-License-Identifier: MIT */
#include "build/build-private.h"
#include "build/copies.h"
#include "build/photos.h"
#include "build/search-files.h"
#include "text/cache.h"
#include "text/strings.h"
#include "text/threads.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean stage_open(Build *build, GError **error)
{
    g_autofree char *work = g_build_filename(build->options->root, WORK_FOLDER, NULL);

    if (!build->destination)
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

/* The one file of the index that is among the outputs. */
static gboolean is_of_search(const Plan *plan, const Output *output)
{
    return plan->search_index && strcmp(output->path, plan->search_index) == 0;
}

static void file_add(Build *build, const Output *output, const StagedFile *file)
{
    g_array_append_vals(build->files, file, 1);
    if (output->source || output->picture || output->photo || output->sheet ||
        is_of_search(build->plan, output))
        build->summary->files++;
    else
        build->summary->pages++;
}

/* An output that is to be made, and what the destination has in its place. */
static StagedFile file_begin(const Build *build, const char *path)
{
    const StagedFile *known = build_known(build, path);

    if (known)
        return (StagedFile){.path = path, .proven = TRUE, .digest = known->digest, .stamp = known->stamp};
    return (StagedFile){.path = path};
}

/* What became of a page: a file to publish, or nothing. */
static void page_collect(Build *build, const Output *output, guint number, GPtrArray *left_out)
{
    const WorkerPage *done = &g_array_index(build->rendering.pages, WorkerPage, number);
    StagedFile file = file_begin(build, output->path);

    file.staged = done->staged;
    file.digest = (Digest){done->low, done->high};

    if (done->result == RENDER_LEFT_OUT)
        g_ptr_array_add(left_out, (gpointer)output->path);
    else
        file_add(build, output, &file);
}

static gboolean copy_collect(Build *build, const Output *output, GError **error)
{
    StagedFile file = file_begin(build, output->path);

    if (interrupt_waits(&build->interrupt, error) ||
        (build->stage && !stage_copy(build->stage, &file, output->source, build->memo, error)))
        return FALSE;
    file_add(build, output, &file);
    return TRUE;
}

/* What is made without a page: the index of the search can be thousands of files. */
typedef struct {
    const Output *output;
    guint file; /* of build->files */
} Made;

static void made_collect(Build *build, const Output *output, GArray *list)
{
    const StagedFile file = file_begin(build, output->path);
    const Made made = {output, build->files->len};

    file_add(build, output, &file);
    g_array_append_val(list, made);
}

/* Files that a thread puts into the stage together. */
#define PART 64

typedef struct {
    const Build *build;
    const GArray *list; /* Made */
} Putting;

static gboolean part_put(gpointer data, guint part, GError **error)
{
    const Putting *putting = data;
    const Build *build = putting->build;
    g_autoptr(Stage) stage = stage_share(build->stage);

    for (guint i = part * PART; i < MIN((part + 1) * PART, putting->list->len); i++) {
        const Made *made = &g_array_index(putting->list, Made, i);
        const Output *output = made->output;
        const char *bytes = output->picture ? g_bytes_get_data(output->picture, NULL) : output->text;
        const gsize length = output->picture ? g_bytes_get_size(output->picture) : strlen(bytes);
        if (interrupt_waits(&build->interrupt, error) ||
            !stage_put(stage, &g_array_index(build->files, StagedFile, made->file), bytes, length, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean made_put(const Build *build, const GArray *list, GError **error)
{
    Putting putting = {build, list};

    return !build->stage ||
           threads_try(build_count_workers(build), (list->len + PART - 1) / PART, part_put, &putting, error);
}

/* Stages what is no page, and lists what there is to publish. */
static gboolean outputs_collect(Build *build, GError **error)
{
    const Plan *plan = build->plan;
    g_autoptr(GPtrArray) left_out = g_ptr_array_new();
    g_autoptr(GArray) made = g_array_new(FALSE, FALSE, sizeof(Made));
    guint page = 0;

    for (guint i = 0; i < outputs_count(plan->outputs); i++) {
        const Output *output = outputs_at(plan->outputs, i);
        if (output->page)
            page_collect(build, output, page++, left_out);
        else if (plan->search && is_of_search(plan, output))
            continue; /* it has been staged with all others of the index */
        else if (output->photo)
            continue; /* photos_make() */
        else if (output->sheet)
            file_add(build, output, &build->made[output->sheet - 1].files[FORMAT_PDF]);
        else if (!output->source)
            made_collect(build, output, made);
        else if (!copy_collect(build, output, error))
            return FALSE;
    }
    warn_left_out(build, left_out);
    return made_put(build, made, error);
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

static void tell_posters(guint done, guint all, gpointer build)
{
    build_tell(build, "posters", done, all);
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
                           .stage = build->stage,
                           .progress = tell_posters,
                           .data = build};
    return sheets_make(&job, build_count_workers(build), &build->interrupt, build->diagnostics, error);
}

static void tell_pages(guint done, guint all, gpointer build)
{
    build_tell(build, "render", done, all);
}

static gboolean pages_render(Build *build, GError **error)
{
    const Plan *plan = build->plan;
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree StagedFile *files = g_new0(StagedFile, plan->pages->len + 1);
    const RenderJob job = {.site = build->site,
                           .theme = build->theme,
                           .paths = outputs_paths(plan->outputs),
                           .pages = plan->pages,
                           .sizes = build->sizes,
                           .stage = build->stage,
                           .search = plan->search,
                           .records = plan->records,
                           .wanted = wanted,
                           .files = files,
                           .noted = build->readings != NULL,
                           .keeping = build->keeping,
                           .progress = tell_pages,
                           .data = build};

    for (guint i = 0; i < plan->pages->len; i++) {
        if (build->keeping && keeping_page(build->keeping, i))
            continue;
        files[i] = file_begin(build, ((const Page *)plan->pages->pdata[i])->path);
        g_array_append_val(wanted, i);
    }
    build->summary->rendered = wanted->len;
    build->summary->kept = plan->pages->len - wanted->len;
    return render_pages(&job, build_count_workers(build), &build->interrupt, &build->rendering,
                        build->diagnostics, error);
}

static const StagedFile *find_known(gpointer build, const char *path)
{
    return build_known(build, path);
}

static gboolean index_make(Build *build, GError **error)
{
    const SearchStaging staging = {build->stage, build, find_known};
    g_autoptr(GBytes) kept = build->before ? ledger_part(build->before, LEDGER_SEARCH) : NULL;
    const guint before = build->files->len;

    build_tell(build, "search", 0, 0);
    if (kept)
        search_recall(build->plan->search, kept);
    if (!search_files_make(build->plan, &staging, build_count_workers(build), build->files,
                           build->diagnostics, error))
        return FALSE;
    build->summary->files += build->files->len - before;
    return TRUE;
}

static void tell_photos(guint done, guint all, gpointer build)
{
    build_tell(build, "photos", done, all);
}

/* Before all else that is staged: it takes longest, and can fail. */
static gboolean develop(Build *build, GError **error)
{
    const guint before = build->files->len;
    const PhotosJob job = {.plan = build->plan,
                           .sizes = build->sizes,
                           .stage = build->stage,
                           .memo = build->memo,
                           .sweep = build->options->sweep,
                           .workers = build_count_workers(build),
                           .interrupt = &build->interrupt,
                           .known = find_known,
                           .progress = tell_photos,
                           .data = build};
    const gboolean done = photos_make(&job, build->files, &build->summary->photos, build->diagnostics, error);

    build->summary->files += build->files->len - before;
    return done;
}

gboolean build_render(Build *build, GError **error)
{
    Plan *plan = build->plan;

    interrupt_hold(&build->interrupt);
    build->held = TRUE;
    if (build->options->destination && !stage_open(build, error))
        return FALSE;
    if (build->stage && plan->search_folder &&
        !(plan->search = search_new(build->site, stage_path(build->stage), error)))
        return FALSE;
    build_keep(build);
    if (!pages_render(build, error))
        return FALSE;
    build_keep_files(build);
    build_note(build);
    if (build->posters && build->posters->jobs->len > 0 && !posters_make(build, error))
        return FALSE;
    add_requested(build);
    if (!build_has_errors(build) && !develop(build, error))
        return FALSE;
    search_files_check(plan, build->diagnostics);
    if (plan->search && !build_has_errors(build) && !index_make(build, error))
        return FALSE;
    return build_has_errors(build) || outputs_collect(build, error);
}

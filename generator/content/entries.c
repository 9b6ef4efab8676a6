/* SPDX-License-Identifier: MIT */
#include "content/entries.h"

#include "content/entry-load.h"
#include "text/sort.h"
#include "text/strings.h"
#include "text/suggest.h"
#include "text/threads.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Entries that one thread loads at a time. */
#define PART_ENTRIES 128
#define THREADS 2

void entries_free_one(gpointer entry)
{
    entry_clear(entry);
}

/* The name of the folder below content/ that `path` lies in; NULL for a file right in content/. */
static char *folder_of(const char *path)
{
    const char *start = strchr(path, '/') + 1;
    const char *slash = strchr(start, '/');

    return slash ? g_strndup(start, (gsize)(slash - start)) : NULL;
}

static void report_folder(const Content *content, const char *folder, Diagnostics *diagnostics)
{
    const char *const *folders = types_folders(content->types);
    const Choice *kind;
    const Type *named = types_by_word(content->types, folder, &kind);
    const char *near = named ? named->folder : suggest_nearest(folder, folders);
    g_autofree char *path = g_strconcat("content/", folder, NULL);
    g_autofree char *all = strings_list(folders);
    g_autofree char *hint = near ? g_strdup_printf(_("did you mean 'content/%s'?"), near)
                                 : g_strdup_printf(_("rename it to one of: %s"), all);

    diagnostics_error(diagnostics, PLACE_FILE(path), hint, _("no type of entry has the folder '%s'"), folder);
}

/* The type of an entry by the place of its file; NULL after a diagnostic, one for each folder. */
static const Type *type_of(const Content *content, const char *path, GHashTable *reported,
                           Diagnostics *diagnostics)
{
    g_autofree char *folder = folder_of(path);

    if (!folder) {
        diagnostics_error(diagnostics, PLACE_FILE(path), _("move it into a folder, such as content/pages/"),
                          _("an entry cannot lie directly in content/"));
        return NULL;
    }
    const Type *type = types_by_folder(content->types, folder);
    if (!type && g_hash_table_add(reported, g_strdup(folder)))
        report_folder(content, folder, diagnostics);
    if (!type || strcmp(path + strlen("content/") + strlen(folder), "/index.md") != 0)
        return type;
    diagnostics_error(diagnostics, PLACE_FILE(path),
                      _("the theme makes the list; move the text to content/pages/, or rename it"),
                      _("'index.md' cannot lie directly in the folder of a type"));
    return NULL;
}

/* Whether the file surely belongs to the type, as most do to that of the one before. */
static gboolean is_in_folder(const char *path, const Type *type)
{
    const char *below = path + strlen("content/");
    const gsize length = strlen(type->folder);

    return strncmp(below, type->folder, length) == 0 && below[length] == '/' &&
           strcmp(below + length, "/index.md") != 0;
}

/* A file that is to become an entry. */
typedef struct {
    const FolderFile *file;
    const Type *type;
    Entry *entry;
} Job;

static GArray *jobs_new(const Content *content, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GArray *jobs = g_array_sized_new(FALSE, FALSE, sizeof(Job), content->folder->entries->len);
    Job job = {0};

    for (guint i = 0; i < content->folder->entries->len; i++) {
        job.file = folder_at(content->folder->entries, i);
        if (!job.type || !is_in_folder(job.file->path, job.type))
            job.type = type_of(content, job.file->path, reported, diagnostics);
        if (job.type)
            g_array_append_val(jobs, job);
    }
    return jobs;
}

/* What one thread has at a time. */
typedef struct {
    Arena *arena;
    Arena *sources;
    Diagnostics *diagnostics;
} Part;

typedef struct {
    EntryLoader loader; /* without arena and diagnostics */
    GArray *jobs;
    Part *parts;
} Loading;

static gboolean part_load(gpointer data, guint index, GError **error)
{
    const Loading *loading = data;
    Part *part = &loading->parts[index];
    EntryLoader loader = loading->loader;
    guint hint = index * PART_ENTRIES;

    loader.arena = part->arena = arena_new();
    loader.sources = part->sources = arena_new();
    loader.diagnostics = part->diagnostics = diagnostics_new();
    for (guint i = index * PART_ENTRIES; i < MIN((index + 1) * PART_ENTRIES, loading->jobs->len); i++) {
        Job *job = &g_array_index(loading->jobs, Job, i);
        job->entry = entry_load(&loader, job->file, job->type, &hint, error);
        if (!job->entry)
            return FALSE;
    }
    return TRUE;
}

/* Also of those that failed, so that all is freed in one way. */
static void part_take(Content *content, Part *part, Diagnostics *diagnostics)
{
    if (!part->arena)
        return;
    arena_take(content->arena, part->arena);
    arena_take(content->arena, part->sources);
    diagnostics_copy(diagnostics, part->diagnostics, NULL);
    diagnostics_free(part->diagnostics);
}

static gboolean jobs_run(Content *content, const ContentOptions *options, GArray *jobs,
                         Diagnostics *diagnostics, GError **error)
{
    const guint count = (jobs->len + PART_ENTRIES - 1) / PART_ENTRIES;
    g_autofree Part *parts = g_new0(Part, count);
    const Snapshot *snapshot =
        options->snapshot && snapshot_fits(options->snapshot, content->types) ? options->snapshot : NULL;
    Loading loading = {{.root = content->root,
                        .at = open(content->root, O_PATH | O_DIRECTORY | O_CLOEXEC),
                        .texts = &content->texts,
                        .folder = content->folder,
                        .snapshot = snapshot,
                        .checksum = options->checksum},
                       jobs,
                       parts};
    const gboolean done = threads_try(THREADS, count, part_load, &loading, error);

    if (loading.loader.at >= 0)
        close(loading.loader.at);
    for (guint i = 0; i < count; i++)
        part_take(content, &parts[i], diagnostics);
    for (guint i = 0; i < jobs->len; i++)
        if (g_array_index(jobs, Job, i).entry)
            g_ptr_array_add(content->entries, g_array_index(jobs, Job, i).entry);
    return done;
}

static int entry_compare(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    const int order = strcmp(x->id, y->id);

    return order ? order : strcmp(x->path, y->path);
}

static void report_clash(const Entry *first, const Entry *second, Diagnostics *diagnostics)
{
    if (strcmp(first->id, second->id) == 0)
        diagnostics_error(diagnostics, PLACE_FILE(second->path), _("rename or remove one of them"),
                          _("this entry and %s have the same name '%s'"), first->path, second->id);
    else
        diagnostics_error(diagnostics, PLACE_FILE(second->path), _("rename one of them"),
                          _("on Windows and macOS this file and %s have the same name"), first->path);
}

/* Of entries with one name the first stays. */
static void clashes_remove(Content *content, Diagnostics *diagnostics)
{
    GPtrArray *entries = content->entries;
    guint kept = 0;

    content->ids = ids_new(entries->len);
    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[i];
        const Entry *first = ids_add(content->ids, entry);
        if (first) {
            report_clash(first, entry, diagnostics);
            entry_clear(entry);
            continue;
        }
        entries->pdata[kept++] = entry;
    }
    g_ptr_array_set_free_func(entries, NULL);
    g_ptr_array_set_size(entries, (int)kept);
    g_ptr_array_set_free_func(entries, entries_free_one);
}

gboolean entries_load(Content *content, const ContentOptions *options, Diagnostics *diagnostics,
                      GError **error)
{
    g_autoptr(GArray) jobs = jobs_new(content, diagnostics);

    if (!jobs_run(content, options, jobs, diagnostics, error))
        return FALSE;
    sort_nearly_pointers(content->entries, entry_compare);
    clashes_remove(content, diagnostics);
    return TRUE;
}

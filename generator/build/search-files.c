/* SPDX-License-Identifier: MIT */
#include "build/search-files.h"

#include "search/document.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

void search_files_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    guint words;

    if (!row_words(plan, row, row->path, 0, &words, diagnostics))
        return;
    if (plan->search_folder) {
        diagnostics_error(diagnostics, PLACE_FILE(plan->rows_file), NULL,
                          _("output %u: only one row can have 'search'"), row->row);
        return;
    }
    g_autofree char *path = g_strconcat(row->path, SEARCH_INDEX, NULL);
    const Output output = {
        .path = arena_strdup(plan->arena, path), .text = "", .origin = row_origin(plan, row)};
    if (outputs_add(plan->outputs, &output, diagnostics)) {
        plan->search_folder = row->path;
        plan->search_index = output.path;
    }
}

/* "t0.js", "r3k0f9a-12.js" (search/part.c) */
static gboolean is_of_index(const char *name)
{
    const char *number = name + 1;

    if (*name == 'r') {
        number += strspn(number, "0123456789abcdefghijklmnopqrstuv");
        if (number != name + 1 + STRETCH_NAME || *number++ != '-')
            return FALSE;
    } else if (*name != 't')
        return FALSE;
    const gsize digits = strspn(number, "0123456789");
    return digits > 0 && strcmp(number + digits, ".js") == 0;
}

void search_files_check(Plan *plan, Diagnostics *diagnostics)
{
    g_autofree char *folder = plan->search_folder ? path_fold(plan->search_folder) : NULL;

    for (; folder && plan->search_checked < outputs_count(plan->outputs); plan->search_checked++) {
        const Output *output = outputs_at(plan->outputs, plan->search_checked);
        if (g_str_has_prefix(output->key, folder) && is_of_index(output->key + strlen(folder)))
            outputs_refuse(output, _("the search index has files of that name"), diagnostics);
    }
}

gboolean search_files_is_entry(const Page *page)
{
    return page->kind == PAGE_EACH && page->path == page->entry->output;
}

void search_files_leave_out(Search *search, const Page *page)
{
    if (search_files_is_entry(page))
        search_leave_out(search, page->entry);
}

typedef struct {
    Plan *plan;
    const SearchStaging *staging;
    GMutex lock;
    GHashTable *files; /* path -> StagedFile, owned */
} Make;

static const char *path_of(Make *make, const char *name)
{
    g_autofree char *path = g_strconcat(make->plan->search_folder, name, NULL);
    return arena_strdup(make->plan->arena, path);
}

static const StagedFile *known(const Make *make, const char *path)
{
    const SearchStaging *staging = make->staging;
    return staging->known ? staging->known(staging->data, path) : NULL;
}

static gboolean file_has(gpointer data, const char *name, Digest digest)
{
    Make *make = data;

    const char *path = path_of(make, name);
    const StagedFile *there = known(make, path);
    if (!there || !there->proven || !XXH128_isEqual(there->digest, digest))
        return FALSE;
    StagedFile *file = g_memdup2(there, sizeof *there);
    file->path = path;
    file->staged = FALSE;
    g_hash_table_replace(make->files, (gpointer)path, file);
    return TRUE;
}

static gboolean file_put(gpointer data, const char *name, const char *text, gsize length,
                         G_GNUC_UNUSED Digest digest, GError **error)
{
    Make *make = data;
    StagedFile *file = g_new0(StagedFile, 1);

    g_mutex_lock(&make->lock);
    file->path = path_of(make, name);
    const StagedFile *there = known(make, file->path);
    if (there) {
        file->proven = there->proven;
        file->digest = there->digest;
        file->stamp = there->stamp;
    }
    g_hash_table_replace(make->files, (gpointer)file->path, file);
    g_mutex_unlock(&make->lock);
    return stage_put(make->staging->stage, file, text, length, error);
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

gboolean search_files_make(Plan *plan, const SearchStaging *staging, guint threads, GArray *files,
                           Diagnostics *diagnostics, GError **error)
{
    Make make = {plan, staging, .files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free)};
    const SearchFiles target = {&make, file_put, file_has};

    g_mutex_init(&make.lock);
    const gboolean done = search_build(plan->search, threads, &target, diagnostics, error);
    g_autoptr(GList) paths = g_list_sort(g_hash_table_get_keys(make.files), compare_paths);
    for (GList *path = paths; done && path; path = path->next)
        g_array_append_vals(files, g_hash_table_lookup(make.files, path->data), 1);
    g_hash_table_unref(make.files);
    g_mutex_clear(&make.lock);
    return done;
}

/* SPDX-License-Identifier: MIT */
#include "build/plan.h"

#include "build/copies.h"
#include "build/each.h"
#include "build/permalink.h"
#include "build/redirect.h"
#include "build/series.h"

#include <glib/gi18n.h>
#include <string.h>

static void single_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics)
{
    const char *const texts[N_WORDS] = {0};
    const Origin origin = row_origin(plan, row);
    guint words;

    if (!row_words(plan, row, row->path, 0, &words, diagnostics))
        return;
    Page *page = arena_new0(plan->arena, Page, 1);
    page->kind = PAGE_SINGLE;
    page->path = row_expand(plan, row->path, texts);
    page->layout = row->layout;
    page->title = row->title;
    page->number = page->count = 1;
    page->first = page;
    row_add_page(plan, page, &origin, diagnostics);
}

static void rows_plan(Plan *plan, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) permalinks = permalinks_read(plan->site, WORDS_OF_ENTRY, diagnostics);
    guint count;
    const ThemeOutput *rows = theme_outputs(plan->theme, &count);

    for (guint i = 0; i < count; i++) {
        if (rows[i].kind == PAGE_SINGLE)
            single_plan(plan, &rows[i], diagnostics);
        else if (rows[i].kind == PAGE_EACH)
            each_plan(plan, &rows[i], permalinks, diagnostics);
        else
            series_plan(plan, &rows[i], diagnostics);
    }
}

static void owners_find(Plan *plan)
{
    const GPtrArray *entries = plan->site->content->entries;

    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[i];
        entry->output = NULL;
        if (entry->folder)
            g_hash_table_insert(plan->owners, (gpointer)entry->folder, entry);
    }
}

static const char *rows_file(Plan *plan)
{
    g_autofree char *file = theme_file(plan->theme, "theme.lua");
    const char *shown = file && g_str_has_prefix(file, "./") ? file + 2 : file;
    return arena_strdup(plan->arena, shown ? shown : "theme.lua");
}

Plan *plan_new(const Site *site, const Theme *theme, const char *theme_folder, Diagnostics *diagnostics,
               GError **error)
{
    g_autoptr(Plan) plan = g_new0(Plan, 1);

    plan->site = site;
    plan->theme = theme;
    plan->theme_folder = theme_folder;
    plan->arena = arena_new();
    plan->outputs = outputs_new(plan->arena);
    plan->pages = g_ptr_array_new();
    plan->collections = g_ptr_array_new_with_free_func((GDestroyNotify)collection_free);
    plan->owners = g_hash_table_new(g_str_hash, g_str_equal);
    plan->rows_file = rows_file(plan);
    owners_find(plan);
    rows_plan(plan, diagnostics);
    redirects_plan(plan, diagnostics);
    if (!copies_plan(plan, diagnostics, error))
        return NULL;
    return g_steal_pointer(&plan);
}

void plan_free(Plan *plan)
{
    if (!plan)
        return;
    g_ptr_array_unref(plan->pages);
    g_ptr_array_unref(plan->collections);
    g_hash_table_unref(plan->owners);
    outputs_free(plan->outputs);
    arena_free(plan->arena);
    g_free(plan);
}

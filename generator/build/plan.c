/* SPDX-License-Identifier: MIT */
#include "build/plan.h"

#include <stdlib.h>
#include <string.h>

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

Plan *plan_new(const Site *site, const Theme *theme, const char *theme_folder)
{
    Plan *plan = g_new0(Plan, 1);

    plan->site = site;
    plan->theme = theme;
    plan->site_folder = realpath(site->content->root, NULL);
    plan->theme_folder = realpath(theme_folder, NULL);
    plan->arena = arena_new();
    plan->outputs = outputs_new(plan->arena);
    plan->pages = g_ptr_array_new();
    plan->collections = g_ptr_array_new_with_free_func((GDestroyNotify)collection_free);
    plan->owners = g_hash_table_new(g_str_hash, g_str_equal);
    plan->rows_file = rows_file(plan);
    owners_find(plan);
    return plan;
}

void plan_free(Plan *plan)
{
    if (!plan)
        return;
    g_ptr_array_unref(plan->pages);
    g_ptr_array_unref(plan->collections);
    g_hash_table_unref(plan->owners);
    outputs_free(plan->outputs);
    free(plan->site_folder);
    free(plan->theme_folder);
    arena_free(plan->arena);
    g_free(plan);
}

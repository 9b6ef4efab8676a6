/* SPDX-License-Identifier: MIT */
#include "build/plan.h"

#include <stdlib.h>
#include <string.h>

static const char *rows_file(Plan *plan)
{
    g_autofree char *file = theme_file(plan->theme, "theme.lua");
    return arena_strdup(plan->arena, file ? theme_file_name(plan->theme, file) : "theme.lua");
}

static void entry_forget(Entry *entry)
{
    entry->output = NULL;
    entry->sheet = NULL;
}

Plan *plan_new(const Site *site, const Theme *theme, const char *theme_folder)
{
    Plan *plan = g_new0(Plan, 1);

    plan->site = site;
    plan->theme = theme;
    plan->site_folder = realpath(site->content->root, NULL);
    plan->theme_folder = realpath(theme_folder, NULL);
    plan->arena = arena_new();
    plan->text = g_string_new(NULL);
    plan->outputs = outputs_new(plan->arena);
    plan->pages = g_ptr_array_new();
    plan->icons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    plan->photos = g_hash_table_new(g_str_hash, g_str_equal);
    plan->records = g_hash_table_new(NULL, NULL);
    plan->pictures = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    plan->rows_file = rows_file(plan);
    for (guint i = 0; i < site->content->entries->len; i++)
        entry_forget(site->content->entries->pdata[i]);
    return plan;
}

void plan_free(Plan *plan)
{
    if (!plan)
        return;
    g_ptr_array_unref(plan->pages);
    g_hash_table_unref(plan->icons);
    g_hash_table_unref(plan->photos);
    g_hash_table_unref(plan->records);
    g_ptr_array_unref(plan->pictures);
    search_free(plan->search);
    outputs_free(plan->outputs);
    free(plan->site_folder);
    free(plan->theme_folder);
    g_string_free(plan->text, TRUE);
    arena_free(plan->arena);
    g_free(plan);
}

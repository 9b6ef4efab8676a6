/* SPDX-License-Identifier: MIT */
/* Collections that are asked for now and then, kept by the site under their recipes. */
#include "site/recipe.h"

#include <string.h>

/* Takes over both. */
static const Collection *list_keep(const Site *site, char *step, GPtrArray *entries)
{
    Collection *list = collection_new(entries, NULL, site->collation);

    collection_set_step(list, step);
    g_hash_table_insert(site->lists, step, list);
    return list;
}

const Collection *site_backlinks(const Site *site, const Entry *entry)
{
    g_autoptr(GString) step = g_string_new("backlinks ");

    recipe_append_text(step, entry->id);
    const Collection *known = g_hash_table_lookup(site->lists, step->str);
    if (known)
        return known;
    GPtrArray *entries =
        entry->backlinks ? g_ptr_array_copy(entry->backlinks, NULL, NULL) : g_ptr_array_new();
    return list_keep(site, g_strdup(step->str), entries);
}

const Collection *site_references(const Site *site, const Value *list)
{
    g_autoptr(GString) step = g_string_new("these");
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) entries = g_ptr_array_new();

    for (guint i = 0; i < list->list.count; i++) {
        Entry *entry = list->list.items[i].entry;
        if (!entry || entry->state == ENTRY_HIDDEN || !g_hash_table_add(seen, entry))
            continue;
        g_ptr_array_add(entries, entry);
        g_string_append_c(step, ' ');
        recipe_append_text(step, entry->id);
    }
    const Collection *known = g_hash_table_lookup(site->lists, step->str);
    return known ? known : list_keep(site, g_strdup(step->str), g_steal_pointer(&entries));
}

const Collection *site_of_types(const Site *site, const char *const *folders)
{
    g_autoptr(GString) step = g_string_new("types");

    for (guint i = 0; folders[i]; i++) {
        g_string_append_c(step, ' ');
        recipe_append_text(step, folders[i]);
    }
    const Collection *known = g_hash_table_lookup(site->lists, step->str);
    if (known)
        return known;
    GPtrArray *entries = g_ptr_array_new();
    for (guint i = 0; i < collection_count(site->entries); i++) {
        Entry *entry = collection_at(site->entries, i);
        if (g_strv_contains(folders, entry->type->folder))
            g_ptr_array_add(entries, entry);
    }
    return list_keep(site, g_strdup(step->str), entries);
}

/* SPDX-License-Identifier: MIT */
#include "archive/years.h"

#include "site/span.h"
#include "text/strings.h"

static int year_compare(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The years that entries are filed in (entry_year(); no drafts), ascending: int; newly allocated. */
static GArray *years_of(const Content *content)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    GArray *years = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < content->entries->len; i++) {
        const Entry *entry = content->entries->pdata[i];
        const int year = entry_is_draft(entry) ? 0 : entry_year(entry);
        if (year != 0 && g_hash_table_add(seen, GINT_TO_POINTER(year)))
            g_array_append_val(years, year);
    }
    g_array_sort(years, year_compare);
    return years;
}

gboolean years_has(const Content *content, int year)
{
    g_autoptr(GArray) years = years_of(content);

    for (guint i = 0; i < years->len; i++)
        if (g_array_index(years, int, i) == year)
            return TRUE;
    return FALSE;
}

char *years_list(const Content *content)
{
    g_autoptr(GArray) years = years_of(content);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < years->len; i++)
        g_ptr_array_add(words, g_strdup_printf("%d", g_array_index(years, int, i)));
    g_ptr_array_add(words, NULL);
    return strings_list((const char *const *)words->pdata);
}

Collection *year_entries(const Site *site, int year)
{
    const GPtrArray *all = site->content->entries;
    GPtrArray *entries = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++)
        if (!entry_is_draft(all->pdata[i]) && entry_is_of_year(all->pdata[i], year))
            g_ptr_array_add(entries, all->pdata[i]);
    g_ptr_array_sort(entries, entry_compare_position);
    return collection_new(entries, NULL, site->collation);
}

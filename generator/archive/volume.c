/* SPDX-License-Identifier: MIT */
#include "archive/volume.h"

#include "archive/pages.h"

#include <string.h>

gboolean item_is_withdrawn(const RecordItem *item)
{
    return item->withdrawn.day != DAY_NONE || !item->entry;
}

static gboolean says_pages(const Entry *entry)
{
    const Value *pages = value_get(entry_get(entry, "archive"), "pages");

    return pages && pages->kind == VALUE_INTEGER;
}

gboolean item_is_uncounted(const RecordItem *item)
{
    if (item_is_withdrawn(item))
        return FALSE;
    return item->pages == 0 || (!says_pages(item->entry) && document_pages_are_partial(item->entry));
}

static void volume_add(Volume *volume, const RecordItem *item)
{
    volume->n_items++;
    if (item_is_withdrawn(item))
        return;
    volume->filed++;
    volume->pages += item->pages;
    volume->uncounted += item_is_uncounted(item);
}

GArray *volumes_of(const RecordYear *record)
{
    GArray *volumes = g_array_new(FALSE, TRUE, sizeof(Volume));

    for (guint i = 0; record && i < record->n_items; i++) {
        const RecordItem *item = &record->items[i];
        const Volume *last = volumes->len > 0 ? &g_array_index(volumes, Volume, volumes->len - 1) : NULL;
        if (!last || strcmp(last->retention, item->retention) != 0 ||
            strcmp(last->department, item->department) != 0) {
            const Volume volume = {item->retention, item->department, item};
            g_array_append_val(volumes, volume);
        }
        volume_add(&g_array_index(volumes, Volume, volumes->len - 1), item);
    }
    return volumes;
}

/* SPDX-License-Identifier: MIT */
#include "markup/gallery.h"

static void item_clear(gpointer data)
{
    GalleryItem *item = data;
    g_free(item->file);
    g_free(item->alt);
}

GArray *gallery_read(const char *text)
{
    GArray *items = g_array_new(FALSE, TRUE, sizeof(GalleryItem));

    (void)text;
    g_array_set_clear_func(items, item_clear);
    return items;
}

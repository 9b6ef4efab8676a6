/* SPDX-License-Identifier: MIT */
#include "text/sort.h"

#include <string.h>

/* How often all items may be moved before sorting is cheaper. */
#define PASSES 8

/* Where the item at `at` belongs among those before it, which are in order: behind its equals. */
static gsize place_find(const char *items, gsize size, gsize at, GCompareFunc compare)
{
    gsize low = 0, high = at;

    while (low < high) {
        const gsize middle = low + (high - low) / 2;
        if (compare(items + middle * size, items + at * size) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* FALSE where too many were out of place. */
static gboolean insert_all(char *items, gsize count, gsize size, GCompareFunc compare)
{
    g_autofree char *item = g_malloc(size);
    gsize room = PASSES * count;

    for (gsize i = 1; i < count; i++) {
        if (compare(items + (i - 1) * size, items + i * size) <= 0)
            continue;
        const gsize place = place_find(items, size, i, compare);
        if (i - place > room)
            return FALSE;
        room -= i - place;
        memcpy(item, items + i * size, size);
        memmove(items + (place + 1) * size, items + place * size, (i - place) * size);
        memcpy(items + place * size, item, size);
    }
    return TRUE;
}

static int compare_with(gconstpointer a, gconstpointer b, gpointer compare)
{
    return ((GCompareFunc)(void (*)(void))compare)(a, b);
}

static void sort_items(char *items, guint count, gsize size, GCompareFunc compare)
{
    if (!insert_all(items, count, size, compare))
        g_qsort_with_data(items, (int)count, size, compare_with, (gpointer)(void (*)(void))compare);
}

void sort_nearly(GArray *array, GCompareFunc compare)
{
    sort_items(array->data, array->len, g_array_get_element_size(array), compare);
}

void sort_nearly_pointers(GPtrArray *array, GCompareFunc compare)
{
    sort_items((char *)array->pdata, array->len, sizeof(gpointer), compare);
}

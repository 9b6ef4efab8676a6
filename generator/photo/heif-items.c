/* SPDX-License-Identifier: MIT */
#include "photo/heif-items.h"

#include <string.h>

#define ITEMS_MAX 100000
/* Of a picture that is put together from such that are put together. */
#define DEPTH_MAX 8

static void type_next(Numbers *numbers, char type[static 5])
{
    for (guint i = 0; i < 4; i++)
        type[i] = (char)number_next(numbers, 1);
}

GArray *heif_items_read(Reader *reader, const Box *iinf)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(HeifItem));
    Numbers all = numbers_of(reader, iinf);
    HeifItem item = {0};

    number_next(&all, number_next(&all, 4) >> 24 == 0 ? 2 : 4);
    for (guint64 at = all.at; items->len < ITEMS_MAX && box_next(reader, &at, iinf->end, &item.box);) {
        if (!box_is(&item.box, "infe"))
            continue;
        Numbers entry = numbers_of(reader, &item.box);
        const guint version = (guint)(number_next(&entry, 4) >> 24);
        item.number = (guint32)number_next(&entry, version == 3 ? 4 : 2);
        number_next(&entry, 2);
        item.at = entry.at;
        memset(item.type, 0, sizeof item.type);
        if (version >= 2)
            type_next(&entry, item.type);
        g_array_append_val(items, item);
    }
    return items;
}

GArray *heif_references_read(Reader *reader, const Box *iref)
{
    GArray *references = g_array_new(FALSE, FALSE, sizeof(HeifReference));
    Numbers all = numbers_of(reader, iref);
    const guint size = number_next(&all, 4) >> 24 == 0 ? 2 : 4;
    Box box;

    for (guint64 at = all.at; box_next(reader, &at, iref->end, &box);) {
        Numbers numbers = numbers_of(reader, &box);
        HeifReference reference = {.from = (guint32)number_next(&numbers, size)};
        memcpy(reference.type, box.type, sizeof box.type);
        const guint count = (guint)number_next(&numbers, 2);
        for (guint i = 0; i < count && references->len < ITEMS_MAX; i++) {
            reference.to = (guint32)number_next(&numbers, size);
            if (!numbers.cut)
                g_array_append_val(references, reference);
        }
    }
    return references;
}

/* Coded pictures, and such as are made of others. No JPEG, which has metadata of its own. */
static gboolean is_picture(const char *type)
{
    static const char types[][5] = {"hvc1", "hev1", "av01", "avc1", "vvc1",
                                    "unci", "grid", "iovl", "iden", "tmap"};

    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(type, types[i]) == 0)
            return TRUE;
    return FALSE;
}

/* 23008-12, 6.5.8: auxC, by a name of these. */
static gboolean is_alpha(const Heif *heif, const Box *box)
{
    static const char *const names[] = {"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
                                        "urn:mpeg:hevc:2015:auxid:1", "urn:mpeg:avc:2015:auxid:1"};

    for (gsize i = 0; box_is(box, "auxC") && i < G_N_ELEMENTS(names); i++) {
        const gsize length = strlen(names[i]) + 1;
        const guint8 *at =
            box->body + 4 + length <= box->end ? reader_at(heif->reader, box->body + 4, length) : NULL;
        if (at && memcmp(at, names[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean has_alpha(const Heif *heif, guint32 item)
{
    for (guint i = 0; i < heif->links->len; i++) {
        const HeifLink link = g_array_index(heif->links, HeifLink, i);
        if (link.item == item && is_alpha(heif, &g_array_index(heif->properties, Box, link.property)))
            return TRUE;
    }
    return FALSE;
}

/* Those that one more reference leads to. */
static void shown_grow(const Heif *heif, const GArray *references, GHashTable *shown)
{
    for (guint i = 0; i < references->len; i++) {
        const HeifReference *one = &g_array_index(references, HeifReference, i);
        const gpointer from = GUINT_TO_POINTER(one->from), to = GUINT_TO_POINTER(one->to);
        if (strcmp(one->type, "dimg") == 0 && g_hash_table_contains(shown, from))
            g_hash_table_add(shown, to);
        else if (strcmp(one->type, "auxl") == 0 && g_hash_table_contains(shown, to) &&
                 !g_hash_table_contains(shown, from) && has_alpha(heif, one->from))
            g_hash_table_add(shown, from);
    }
}

GHashTable *heif_items_shown(const Heif *heif, const GArray *items, const GArray *references)
{
    g_autoptr(GHashTable) shown = g_hash_table_new(NULL, NULL);
    guint before = 0, pictures = 0;

    g_hash_table_add(shown, GUINT_TO_POINTER(heif->primary));
    for (guint i = 0; i < DEPTH_MAX && before < g_hash_table_size(shown); i++) {
        before = g_hash_table_size(shown);
        shown_grow(heif, references, shown);
    }
    for (guint i = 0; i < items->len; i++) {
        const HeifItem *item = &g_array_index(items, HeifItem, i);
        if (g_hash_table_contains(shown, GUINT_TO_POINTER(item->number)) && is_picture(item->type))
            pictures++;
    }
    return before == g_hash_table_size(shown) && pictures == before ? g_steal_pointer(&shown) : NULL;
}

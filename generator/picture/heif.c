/* SPDX-License-Identifier: MIT */
#include "picture/heif.h"

#include <string.h>

#define PROPERTIES_MAX 10000
/* A photo of a phone has a hundred tiles with three each. */
#define LINKS_MAX 100000

gboolean heif_has_brand(const guint8 head[static 12])
{
    static const char brands[][5] = {"heic", "heix", "heim", "heis", "hevc",
                                     "hevx", "mif1", "msf1", "avif", "avis"};

    if (memcmp(head + 4, "ftyp", 4) != 0)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(brands); i++)
        if (memcmp(head + 8, brands[i], 4) == 0)
            return TRUE;
    return FALSE;
}

guint64 heif_boxes(const Heif *heif)
{
    return heif->meta.body + 4;
}

/* 14496-12, 8.11.4: pitm. */
static gboolean primary_read(Heif *heif)
{
    Box box;

    if (!box_find(heif->reader, heif_boxes(heif), heif->meta.end, "pitm", &box))
        return FALSE;
    Numbers numbers = numbers_of(heif->reader, &box);
    const guint version = (guint)number_next(&numbers, 4) >> 24;
    heif->primary = (guint32)number_next(&numbers, version == 0 ? 2 : 4);
    return !numbers.cut;
}

/* 9.3.2: ipma, which property belongs to which item. */
static gboolean links_read(Heif *heif, const Box *box)
{
    Numbers numbers = numbers_of(heif->reader, box);
    const guint32 head = (guint32)number_next(&numbers, 4);
    const guint wide = head & 1 ? 2 : 1;
    const guint32 items = (guint32)number_next(&numbers, 4);

    for (guint32 i = 0; i < items && !numbers.cut; i++) {
        HeifLink link = {.item = (guint32)number_next(&numbers, head >> 24 == 0 ? 2 : 4)};
        const guint count = (guint)number_next(&numbers, 1);
        for (guint j = 0; j < count && !numbers.cut; j++) {
            link.property = (guint32)number_next(&numbers, wide) & (wide == 2 ? 0x7fff : 0x7f);
            if (link.property-- == 0)
                continue;
            if (link.property >= heif->properties->len || heif->links->len >= LINKS_MAX)
                return FALSE;
            g_array_append_val(heif->links, link);
        }
    }
    return !numbers.cut;
}

/* 9.3.1: ipco, the properties, and lists of whose they are, in numbers of several widths. */
static gboolean properties_read(Heif *heif)
{
    Box all, list, box;

    if (!box_find(heif->reader, heif_boxes(heif), heif->meta.end, "iprp", &all) ||
        !box_find(heif->reader, all.body, all.end, "ipco", &list))
        return FALSE;
    for (guint64 at = list.body; heif->properties->len < PROPERTIES_MAX;) {
        if (!box_next(heif->reader, &at, list.end, &box))
            break;
        g_array_append_val(heif->properties, box);
    }
    for (guint64 at = all.body; box_next(heif->reader, &at, all.end, &box);)
        if (box_is(&box, "ipma") && !links_read(heif, &box))
            return FALSE;
    return TRUE;
}

gboolean heif_read(Heif *heif, Reader *reader)
{
    const guint8 *head = reader_at(reader, 0, 12);

    *heif = (Heif){.reader = reader,
                   .properties = g_array_new(FALSE, FALSE, sizeof(Box)),
                   .links = g_array_new(FALSE, FALSE, sizeof(HeifLink))};
    return head && heif_has_brand(head) && box_find(reader, 0, reader->length, "meta", &heif->meta) &&
           primary_read(heif) && properties_read(heif);
}

void heif_clear(Heif *heif)
{
    g_array_unref(heif->properties);
    g_array_unref(heif->links);
}

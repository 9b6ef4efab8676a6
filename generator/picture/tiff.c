/* SPDX-License-Identifier: MIT */
#include "picture/tiff.h"

#include <string.h>

/* Cameras write about a dozen, a scanner some more. */
#define TAGS_MAX 200

const guint8 *tiff_at(const Tiff *tiff, guint64 offset, gsize count)
{
    return tiff->start + offset + count <= tiff->end ? reader_at(tiff->reader, tiff->start + offset, count)
                                                     : NULL;
}

static guint tiff_16(const Tiff *tiff, const guint8 *at)
{
    return tiff->big ? read_big16(at) : read_little16(at);
}

static guint32 tiff_32(const Tiff *tiff, const guint8 *at)
{
    return tiff->big ? read_big32(at) : read_little32(at);
}

gboolean tiff_open(Tiff *tiff, Reader *reader, guint64 start, guint64 end)
{
    *tiff = (Tiff){.reader = reader, .start = start, .end = end};
    const guint8 *at = start <= end ? tiff_at(tiff, 0, 8) : NULL;

    if (!at)
        return FALSE;
    tiff->big = at[0] == 'M';
    if (memcmp(at, tiff->big ? "MM\0*" : "II*\0", 4) != 0)
        return FALSE;
    tiff->tags = tiff_32(tiff, at + 4);
    return TRUE;
}

static void tag_read(const Tiff *tiff, const guint8 *at, guint64 offset, TiffTag *tag)
{
    /* By type, of those up to RATIONAL. */
    static const guint sizes[] = {0, 1, 1, 2, 4, 8};

    tag->type = tiff_16(tiff, at + 2);
    tag->count = tiff_32(tiff, at + 4);
    tag->value = tag->type == TIFF_BYTE    ? at[8]
                 : tag->type == TIFF_SHORT ? tiff_16(tiff, at + 8)
                                           : tiff_32(tiff, at + 8);
    const guint64 size = tag->type < G_N_ELEMENTS(sizes) ? (guint64)sizes[tag->type] * tag->count : 8;
    tag->at = size > 4 ? tiff_32(tiff, at + 8) : offset + 8;
}

gboolean tiff_find(const Tiff *tiff, guint64 tags, guint wanted, TiffTag *tag)
{
    const guint8 *at = tiff_at(tiff, tags, 2);
    const guint count = at ? tiff_16(tiff, at) : 0;

    for (guint i = 0; i < MIN(count, TAGS_MAX); i++) {
        const guint64 offset = tags + 2 + 12 * (guint64)i;
        if (!(at = tiff_at(tiff, offset, 12)))
            return FALSE;
        if (tiff_16(tiff, at) != wanted)
            continue;
        tag_read(tiff, at, offset, tag);
        return TRUE;
    }
    return FALSE;
}

guint32 tiff_number(const Tiff *tiff, guint64 tags, guint wanted, guint32 otherwise)
{
    TiffTag tag;

    if (!tiff_find(tiff, tags, wanted, &tag) || tag.count == 0 ||
        (tag.type != TIFF_BYTE && tag.type != TIFF_SHORT && tag.type != TIFF_LONG))
        return otherwise;
    return tag.value;
}

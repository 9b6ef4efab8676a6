/* SPDX-License-Identifier: MIT */
#include "picture/exif.h"

#include <string.h>

/* Segments before the picture itself: profiles of colours and copies of the metadata take some dozens. */
#define SEGMENTS_MAX 1000
/* Cameras write about a dozen. */
#define TAGS_MAX 200
#define TAG_ORIENTATION 0x0112
#define TAG_EXIF 0x8769
#define TAG_TAKEN 0x9003
#define TYPE_ASCII 2
#define TYPE_SHORT 3
#define TYPE_LONG 4
#define DAY_LENGTH 10

typedef struct {
    Reader *reader;
    guint64 start, end; /* of the TIFF file within the segment */
    guint64 tags;       /* where its first list of tags is, from `start` */
    gboolean big;
} Tiff;

/* What stands behind a tag. */
typedef struct {
    guint type;
    guint32 count, value; /* a short is the first half of `value` */
} Tag;

gboolean jpeg_next(Reader *reader, JpegSegment *segment)
{
    const guint8 *at;
    guint64 offset = segment->end;

    if (segment->count == 0) {
        if (!(at = reader_at(reader, 0, 2)) || memcmp(at, "\xff\xd8", 2) != 0)
            return FALSE;
        offset = 2;
    }
    while (segment->count++ < SEGMENTS_MAX && (at = reader_at(reader, offset, 2)) && at[0] == 0xff) {
        segment->marker = at[1];
        if (segment->marker == 0xff || segment->marker == 0x01 ||
            (segment->marker >= 0xd0 && segment->marker <= 0xd7)) {
            offset += segment->marker == 0xff ? 1 : 2; /* padding, or a marker alone */
            continue;
        }
        if (segment->marker == 0xd9 || segment->marker == 0xda || !(at = reader_at(reader, offset + 2, 2)))
            return FALSE;
        segment->start = offset + 4;
        segment->end = offset + 2 + read_big16(at);
        return segment->end >= segment->start;
    }
    return FALSE;
}

static const guint8 *tiff_at(const Tiff *tiff, guint64 offset, gsize count)
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

static gboolean tiff_open(Tiff *tiff, Reader *reader, const JpegSegment *segment)
{
    *tiff = (Tiff){reader, segment->start + 6, segment->end, 0, FALSE};
    const guint8 *at = segment->start + 6 <= segment->end ? reader_at(reader, segment->start, 6) : NULL;

    if (!at || memcmp(at, "Exif\0", 5) != 0 || !(at = tiff_at(tiff, 0, 8)))
        return FALSE;
    tiff->big = at[0] == 'M';
    if (memcmp(at, tiff->big ? "MM\0*" : "II*\0", 4) != 0)
        return FALSE;
    tiff->tags = tiff_32(tiff, at + 4);
    return TRUE;
}

static gboolean tiff_find(const Tiff *tiff, guint64 tags, guint wanted, Tag *tag)
{
    const guint8 *at = tiff_at(tiff, tags, 2);
    const guint count = at ? tiff_16(tiff, at) : 0;

    for (guint i = 0; i < MIN(count, TAGS_MAX); i++) {
        if (!(at = tiff_at(tiff, tags + 2 + 12 * (guint64)i, 12)))
            return FALSE;
        if (tiff_16(tiff, at) != wanted)
            continue;
        tag->type = tiff_16(tiff, at + 2);
        tag->count = tiff_32(tiff, at + 4);
        tag->value = tag->type == TYPE_SHORT ? tiff_16(tiff, at + 8) : tiff_32(tiff, at + 8);
        return TRUE;
    }
    return FALSE;
}

guint exif_orientation(Reader *reader, const JpegSegment *segment)
{
    Tiff tiff;
    Tag tag;

    if (!tiff_open(&tiff, reader, segment) || !tiff_find(&tiff, tiff.tags, TAG_ORIENTATION, &tag))
        return 0;
    return tag.type == TYPE_SHORT ? tag.value : 0;
}

gboolean exif_day(Reader *reader, const JpegSegment *segment, char day[static 11])
{
    const guint8 *at;
    Tiff tiff;
    Tag more, taken;

    if (!tiff_open(&tiff, reader, segment) || !tiff_find(&tiff, tiff.tags, TAG_EXIF, &more) ||
        more.type != TYPE_LONG || !tiff_find(&tiff, more.value, TAG_TAKEN, &taken) ||
        taken.type != TYPE_ASCII || taken.count < DAY_LENGTH ||
        !(at = tiff_at(&tiff, taken.value, DAY_LENGTH)))
        return FALSE;
    memcpy(day, at, DAY_LENGTH);
    day[DAY_LENGTH] = '\0';
    return TRUE;
}

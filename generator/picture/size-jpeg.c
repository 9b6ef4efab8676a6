/* SPDX-License-Identifier: MIT */
#include "picture/size-private.h"

#include <string.h>

/* Segments before the picture itself: profiles of colours and copies of the metadata take some dozens. */
#define SEGMENTS_MAX 1000
/* Cameras write about a dozen. */
#define TAGS_MAX 200
#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3

typedef struct {
    Reader *reader;
    guint64 start, end; /* of the TIFF file within the segment */
    gboolean big;
} Tiff;

static const guint8 *tiff_at(const Tiff *tiff, guint64 offset, gsize count)
{
    return tiff->start + offset + count <= tiff->end ? reader_at(tiff->reader, tiff->start + offset, count)
                                                     : NULL;
}

static guint tiff_16(const Tiff *tiff, const guint8 *at)
{
    return tiff->big ? read_big16(at) : read_little16(at);
}

/*
 * How the camera was held, 1 to 8 (CIPA DC-008, Exif 2.32, 4.6.4 A; TIFF 6.0, section 2); 0 where the segment
 * does not say.
 */
static guint read_orientation(Reader *reader, guint64 start, guint64 end)
{
    Tiff tiff = {reader, start + 6, end, FALSE};
    const guint8 *at = start + 6 <= end ? reader_at(reader, start, 6) : NULL;

    if (!at || memcmp(at, "Exif\0", 5) != 0 || !(at = tiff_at(&tiff, 0, 8)))
        return 0;
    tiff.big = at[0] == 'M';
    if (memcmp(at, tiff.big ? "MM\0*" : "II*\0", 4) != 0)
        return 0;
    const guint64 tags = tiff.big ? read_big32(at + 4) : read_little32(at + 4);
    const guint count = (at = tiff_at(&tiff, tags, 2)) ? tiff_16(&tiff, at) : 0;
    for (guint i = 0; i < MIN(count, TAGS_MAX); i++) {
        if (!(at = tiff_at(&tiff, tags + 2 + 12 * (guint64)i, 12)))
            return 0;
        if (tiff_16(&tiff, at) == TAG_ORIENTATION)
            return tiff_16(&tiff, at + 2) == TYPE_SHORT ? tiff_16(&tiff, at + 8) : 0;
    }
    return 0;
}

/* A start of frame, of any process of coding: ITU-T T.81, table B.1. */
static gboolean is_frame(guint marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean frame_read(Reader *reader, guint64 start, guint orientation, PictureSize *size)
{
    const guint8 *at = reader_at(reader, start, 5);

    if (!at)
        return FALSE;
    const guint height = read_big16(at + 1), width = read_big16(at + 3);
    const gboolean lying = orientation >= 5 && orientation <= 8;
    return lying ? size_set(size, height, width) : size_set(size, width, height);
}

gboolean size_of_jpeg(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, 2);
    guint64 offset = 2;
    guint orientation = 0;

    if (!at || memcmp(at, "\xff\xd8", 2) != 0)
        return FALSE;
    for (guint i = 0; i < SEGMENTS_MAX && (at = reader_at(reader, offset, 2)) && at[0] == 0xff; i++) {
        const guint marker = at[1];
        if (marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
            offset += marker == 0xff ? 1 : 2; /* padding, or a marker alone */
            continue;
        }
        if (marker == 0xd9 || marker == 0xda || !(at = reader_at(reader, offset + 2, 2)))
            return FALSE;
        const guint64 start = offset + 4, end = offset + 2 + read_big16(at);
        if (end < start)
            return FALSE;
        if (is_frame(marker))
            return end >= start + 5 && frame_read(reader, start, orientation, size);
        if (marker == 0xe1 && orientation == 0)
            orientation = read_orientation(reader, start, end);
        offset = end;
    }
    return FALSE;
}

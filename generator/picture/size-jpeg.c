/* SPDX-License-Identifier: MIT */
#include "picture/exif.h"

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
    JpegSegment segment = {0};
    guint orientation = 0;

    while (jpeg_next(reader, &segment)) {
        if (is_frame(segment.marker))
            return segment.end >= segment.start + 5 && frame_read(reader, segment.start, orientation, size);
        if (segment.marker == JPEG_APP1 && orientation == 0)
            orientation = exif_orientation(reader, &segment);
    }
    return FALSE;
}

/* SPDX-License-Identifier: MIT */
#include "picture/exif.h"

/* A start of frame, of any process of coding: ITU-T T.81, table B.1. */
static gboolean is_frame(guint marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

gboolean size_of_jpeg(Reader *reader, PictureSize *size)
{
    JpegSegment segment = {0};
    const guint8 *at;

    while (jpeg_next(reader, &segment))
        if (is_frame(segment.marker))
            return segment.end >= segment.start + 5 && (at = reader_at(reader, segment.start, 5)) &&
                   size_set(size, read_big16(at + 3), read_big16(at + 1));
    return FALSE;
}

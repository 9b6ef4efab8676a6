/* SPDX-License-Identifier: MIT */
#include "picture/tiff.h"

/* TIFF 6.0, section 8; of more pictures, the first. */
#define TAG_WIDTH 256
#define TAG_HEIGHT 257

gboolean size_of_tiff(Reader *reader, PictureSize *size)
{
    Tiff tiff;

    return tiff_open(&tiff, reader, 0, reader->length) &&
           size_set(size, tiff_number(&tiff, tiff.tags, TAG_WIDTH, 0),
                    tiff_number(&tiff, tiff.tags, TAG_HEIGHT, 0));
}

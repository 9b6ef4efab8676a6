/* SPDX-License-Identifier: MIT */
#include "picture/weight.h"

#include "picture/exif.h"

#include <string.h>
#include <unistd.h>

/* Bytes for a point, as measured: of HEIC and AVIF with 8 bits for a colour, 6. */
#define WEIGHT_MAX 8
#define WEIGHT_LINES 0

/*
 * Coefficients of 16 bits for each colour of each point, where not all of them come in one go (ITU-T T.81, G
 * and B.2.3: a scan of less than all colours).
 */
static guint weight_of_jpeg(Reader *reader)
{
    JpegSegment segment = {0};
    guint colours = 4;
    const guint8 *at;

    while (jpeg_next(reader, &segment)) {
        if (segment.marker < 0xc0 || segment.marker > 0xca || segment.marker == 0xc4)
            continue;
        at = reader_at(reader, segment.start, 6);
        colours = at ? CLAMP(at[5], 1, 4) : colours;
        if (segment.marker == 0xc2 || segment.marker == 0xca)
            return 2 * colours;
    }
    at = reader_at(reader, segment.end, 5);
    return at && at[1] == 0xda && at[4] == colours ? WEIGHT_LINES : 2 * colours;
}

/* https://www.w3.org/TR/png-3/#11IHDR */
static guint weight_of_png(Reader *reader)
{
    static const guint samples[] = {1, 1, 3, 3, 2, 4, 4, 4};
    const guint8 *at = reader_at(reader, 0, 29);

    if (!at)
        return WEIGHT_MAX;
    return at[28] == 0 ? WEIGHT_LINES : samples[at[25] & 7] * (at[24] > 8 ? 2 : 1);
}

/* TIFF 6.0: all lines may be in one strip. */
static guint weight_of_tiff(Reader *reader)
{
    Tiff tiff;

    if (!tiff_open(&tiff, reader, 0, reader->length))
        return WEIGHT_MAX;
    const guint32 samples = tiff_number(&tiff, tiff.tags, 277, 1);
    TiffTag bits = {.count = 1, .value = 8};
    tiff_find(&tiff, tiff.tags, 258, &bits);
    /* Of more than two samples, the list lies elsewhere: 16 bits are the most that is common. */
    return CLAMP(samples, 1, 8) * (bits.count <= 2 && bits.value <= 8 ? 1 : 2);
}

static guint weight_of(Reader *reader)
{
    const guint8 *at = reader_at(reader, 0, 12);

    if (!at)
        return WEIGHT_MAX;
    if (memcmp(at, "\xff\xd8", 2) == 0)
        return weight_of_jpeg(reader);
    if (memcmp(at, "\x89PNG", 4) == 0)
        return weight_of_png(reader);
    if (memcmp(at, "II*\0", 4) == 0 || memcmp(at, "MM\0*", 4) == 0)
        return weight_of_tiff(reader);
    return WEIGHT_MAX;
}

guint64 picture_weight(const char *path, PictureSize size)
{
    guint weight = WEIGHT_MAX;
    Reader reader;

    if (reader_open(&reader, path)) {
        weight = weight_of(&reader);
        close(reader.descriptor);
    }
    return (guint64)size.width * size.height * weight;
}

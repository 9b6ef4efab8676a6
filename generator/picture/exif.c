/* SPDX-License-Identifier: MIT */
#include "picture/exif.h"

#include <string.h>
#include <unistd.h>

/* Segments before the picture itself: profiles of colours and copies of the metadata take some dozens. */
#define SEGMENTS_MAX 1000
#define JPEG_APP1 0xe1
/* Chunks of a PNG or a WebP up to the one in question, which may stand at the end. */
#define CHUNKS_MAX 20000
/* 4.6.3 to 4.6.8 */
#define TAG_ORIENTATION 0x0112
#define TAG_EXIF 0x8769
#define TAG_GPS 0x8825
#define TAG_TAKEN 0x9003
#define TAG_TAKEN_OFFSET 0x9011
#define TAG_TAKEN_PARTS 0x9291
#define TAG_LATITUDE 2
#define DAY_LENGTH 10
#define TIME_LENGTH 19

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

gboolean exif_open(Tiff *tiff, Reader *reader, guint64 start, guint64 end)
{
    const guint8 *at = start + 6 <= end ? reader_at(reader, start, 6) : NULL;

    if (at && memcmp(at, "Exif\0", 5) == 0)
        start += 6;
    return tiff_open(tiff, reader, start, end);
}

static gboolean find_in_jpeg(Reader *reader, Tiff *tiff)
{
    JpegSegment segment = {0};
    const guint8 *at;

    while (jpeg_next(reader, &segment))
        if (segment.marker == JPEG_APP1 && segment.start + 6 <= segment.end &&
            (at = reader_at(reader, segment.start, 5)) && memcmp(at, "Exif\0", 5) == 0 &&
            exif_open(tiff, reader, segment.start, segment.end))
            return TRUE;
    return FALSE;
}

/* https://www.w3.org/TR/png-3/#eXIf */
static gboolean find_in_png(Reader *reader, Tiff *tiff)
{
    const guint8 *at = reader_at(reader, 0, 8);
    guint64 offset = 8;

    if (!at || memcmp(at, "\x89PNG\r\n\x1a\n", 8) != 0)
        return FALSE;
    for (guint i = 0; i < CHUNKS_MAX && (at = reader_at(reader, offset, 8)); i++) {
        const guint32 length = read_big32(at);
        if (memcmp(at + 4, "eXIf", 4) == 0)
            return exif_open(tiff, reader, offset + 8, offset + 8 + length);
        offset += 12 + (guint64)length;
    }
    return FALSE;
}

/* RFC 9649, 2.7 */
static gboolean find_in_webp(Reader *reader, Tiff *tiff)
{
    const guint8 *at = reader_at(reader, 0, 16);
    guint64 offset = 12;

    if (!at || memcmp(at, "RIFF", 4) != 0 || memcmp(at + 8, "WEBPVP8X", 8) != 0)
        return FALSE;
    for (guint i = 0; i < CHUNKS_MAX && (at = reader_at(reader, offset, 8)); i++) {
        const guint32 length = read_little32(at + 4);
        if (memcmp(at, "EXIF", 4) == 0)
            return exif_open(tiff, reader, offset + 8, offset + 8 + length);
        offset += 8 + (guint64)length + (length & 1);
    }
    return FALSE;
}

gboolean exif_find(Reader *reader, Tiff *tiff)
{
    return find_in_jpeg(reader, tiff) || find_in_png(reader, tiff) || find_in_webp(reader, tiff) ||
           tiff_open(tiff, reader, 0, reader->length);
}

guint exif_orientation(const Tiff *tiff)
{
    TiffTag tag;

    if (!tiff_find(tiff, tiff->tags, TAG_ORIENTATION, &tag) || tag.type != TIFF_SHORT || tag.value == 0 ||
        tag.value > 8)
        return 1;
    return tag.value;
}

/* The list of tags that another tag leads to. */
static gboolean tags_find(const Tiff *tiff, guint wanted, guint64 *tags)
{
    TiffTag tag;

    if (!tiff_find(tiff, tiff->tags, wanted, &tag) || tag.type != TIFF_LONG)
        return FALSE;
    *tags = tag.value;
    return TRUE;
}

/* The text of a tag in the list of EXIF, at least `least` bytes long, up to `size` with the end. */
static gboolean text_read(const Tiff *tiff, guint wanted, gsize least, char *text, gsize size)
{
    const guint8 *at;
    guint64 tags;
    TiffTag tag;

    if (!tags_find(tiff, TAG_EXIF, &tags) || !tiff_find(tiff, tags, wanted, &tag) || tag.type != TIFF_ASCII ||
        tag.count < least)
        return FALSE;
    const gsize length = MIN(tag.count, size - 1);
    if (!(at = tiff_at(tiff, tag.at, length)))
        return FALSE;
    memcpy(text, at, length);
    text[length] = '\0';
    g_strchomp(text);
    return strlen(text) >= least;
}

gboolean exif_day(const Tiff *tiff, char day[static 11])
{
    return text_read(tiff, TAG_TAKEN, DAY_LENGTH, day, DAY_LENGTH + 1);
}

/* Digits where '0' stands, and else what stands there. */
static gboolean has_form(const char *text, const char *form)
{
    for (; *form; text++, form++)
        if (*form == '0' ? !g_ascii_isdigit(*text) : *text != *form)
            return FALSE;
    return *text == '\0';
}

/* Parts of a second, as many digits as are of use. */
static void append_parts(const Tiff *tiff, char *taken, gsize size)
{
    char parts[4];

    if (!text_read(tiff, TAG_TAKEN_PARTS, 1, parts, sizeof parts))
        return;
    parts[strspn(parts, "0123456789")] = '\0';
    if (*parts) {
        g_strlcat(taken, ".", size);
        g_strlcat(taken, parts, size);
    }
}

static void taken_read(const Tiff *tiff, char *taken, gsize size)
{
    char zone[7];

    if (!text_read(tiff, TAG_TAKEN, TIME_LENGTH, taken, TIME_LENGTH + 1) ||
        !has_form(taken, "0000:00:00 00:00:00") || g_str_has_prefix(taken, "0000")) {
        *taken = '\0';
        return;
    }
    append_parts(tiff, taken, size);
    if (text_read(tiff, TAG_TAKEN_OFFSET, 6, zone, sizeof zone) &&
        (has_form(zone, "+00:00") || has_form(zone, "-00:00")))
        g_strlcat(taken, zone, size);
}

static void tags_read(const Tiff *tiff, Exif *exif)
{
    TiffTag latitude;
    guint64 place;

    *exif = (Exif){0};
    taken_read(tiff, exif->taken, sizeof exif->taken);
    exif->has_place = tags_find(tiff, TAG_GPS, &place) && tiff_find(tiff, place, TAG_LATITUDE, &latitude);
}

void exif_read(const guint8 *bytes, gsize length, Exif *exif)
{
    Reader reader = {.bytes = bytes, .length = length};
    Tiff tiff;

    *exif = (Exif){0};
    if (length > 0 && exif_open(&tiff, &reader, 0, length))
        tags_read(&tiff, exif);
}

gboolean exif_of_file(const char *path, Exif *exif)
{
    Reader reader;
    Tiff tiff;

    if (!reader_open(&reader, path))
        return FALSE;
    const gboolean found = exif_find(&reader, &tiff);
    if (found)
        tags_read(&tiff, exif);
    close(reader.descriptor);
    return found;
}

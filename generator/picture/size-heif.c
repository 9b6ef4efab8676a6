/* SPDX-License-Identifier: MIT */
/*
 * HEIC and AVIF: boxes (ISO/IEC 14496-12, 4.2), in which one of several pictures (ISO/IEC 23008-12) is the
 * primary one, with a list of its properties: how large it is, what is cut off, how it is turned.
 */
#include "picture/heif.h"

#include <string.h>

#define BOXES_MAX 20000
#define PROPERTIES_MAX 1000
/* Associations of pictures with properties; a photo of a phone has a hundred tiles with three each. */
#define PICTURES_MAX 10000

/* A box: what is in it, and its type. */
typedef struct {
    guint64 start, end;
    guint8 type[4];
} Box;

typedef struct {
    Reader *reader;
    guint boxes; /* met so far */
    Box list;    /* ipco: the properties of all pictures */
    guint32 primary;
    double width, height;
} Walk;

/* The box at `*offset`, up to `end` at most, and on to the next. */
static gboolean box_next(Walk *walk, guint64 *offset, guint64 end, Box *box)
{
    const guint64 start = *offset;
    const guint8 *at = start + 8 <= end ? reader_at(walk->reader, start, 8) : NULL;

    if (!at || walk->boxes++ >= BOXES_MAX)
        return FALSE;
    guint64 length = read_big32(at), head = 8;
    memcpy(box->type, at + 4, 4);
    if (length == 1) {
        if (!(at = reader_at(walk->reader, start + 8, 8)))
            return FALSE;
        length = (guint64)read_big32(at) << 32 | read_big32(at + 4);
        head = 16;
    } else if (length == 0) {
        length = end - start;
    }
    if (length < head || length > end - start)
        return FALSE;
    box->start = start + head;
    box->end = *offset = start + length;
    return TRUE;
}

/* The first box of a type among those from `start` to `end`. */
static gboolean box_find(Walk *walk, guint64 start, guint64 end, const char *type, Box *box)
{
    while (box_next(walk, &start, end, box))
        if (memcmp(box->type, type, 4) == 0)
            return TRUE;
    return FALSE;
}

/* The property with that number, from 1. */
static gboolean property_find(Walk *walk, guint number, Box *box)
{
    guint64 offset = walk->list.start;

    for (guint i = 0; i < MIN(number, PROPERTIES_MAX); i++)
        if (!box_next(walk, &offset, walk->list.end, box))
            return FALSE;
    return number > 0 && number <= PROPERTIES_MAX;
}

static double ratio_of(const guint8 *at)
{
    const guint32 down = read_big32(at + 4);

    return down > 0 ? read_big32(at) / (double)down : 0;
}

/* They stand in the order in which they are to be followed. FALSE where one says nonsense. */
static gboolean property_follow(Walk *walk, const Box *box)
{
    const gsize length = (gsize)MIN(box->end - box->start, 16);
    const guint8 *at = reader_at(walk->reader, box->start, length);

    if (at && memcmp(box->type, "ispe", 4) == 0 && length >= 12) {
        walk->width = read_big32(at + 4);
        walk->height = read_big32(at + 8);
    } else if (at && memcmp(box->type, "clap", 4) == 0 && length >= 16) {
        walk->width = MIN(ratio_of(at), walk->width);
        walk->height = MIN(ratio_of(at + 8), walk->height);
    } else if (at && memcmp(box->type, "irot", 4) == 0 && length >= 1 && (at[0] & 1)) {
        const double width = walk->width;
        walk->width = walk->height;
        walk->height = width;
    }
    return at != NULL;
}

/* Those of the primary picture, whose numbers stand from `offset`. */
static gboolean properties_follow(Walk *walk, guint64 offset, guint count, gboolean wide)
{
    for (guint i = 0; i < count; i++, offset += wide ? 2 : 1) {
        const guint8 *at = reader_at(walk->reader, offset, wide ? 2 : 1);
        Box property;
        if (!at)
            return FALSE;
        const guint number = wide ? read_big16(at) & 0x7fff : at[0] & 0x7f;
        if (number > 0 && !(property_find(walk, number, &property) && property_follow(walk, &property)))
            return FALSE;
    }
    return TRUE;
}

/* 23008-12, 9.3.2: ipma, which property belongs to which picture. */
static gboolean associations_read(Walk *walk, const Box *box)
{
    const guint8 *at = reader_at(walk->reader, box->start, 8);

    if (!at || box->end - box->start < 8)
        return FALSE;
    const gsize bytes = at[0] > 0 ? 4 : 2;
    const gboolean wide = at[3] & 1;
    const guint32 pictures = MIN(read_big32(at + 4), PICTURES_MAX);
    guint64 offset = box->start + 8;
    for (guint32 i = 0; i < pictures && offset + bytes < box->end; i++) {
        if (!(at = reader_at(walk->reader, offset, bytes + 1)))
            return FALSE;
        const guint32 picture = bytes == 4 ? read_big32(at) : read_big16(at);
        const guint count = at[bytes];
        offset += bytes + 1;
        if (picture == walk->primary)
            return properties_follow(walk, offset, count, wide);
        offset += (guint64)count * (wide ? 2 : 1);
    }
    return FALSE;
}

/* There may be several lists, in numbers of several widths. */
static gboolean all_associations_read(Walk *walk, const Box *properties)
{
    guint64 offset = properties->start;
    Box box;

    while (box_next(walk, &offset, properties->end, &box))
        if (memcmp(box.type, "ipma", 4) == 0 && associations_read(walk, &box))
            return TRUE;
    return FALSE;
}

static gboolean primary_read(Walk *walk, const Box *meta)
{
    Box box;

    if (!box_find(walk, meta->start + 4, meta->end, "pitm", &box) || box.end - box.start < 6)
        return FALSE;
    const guint8 *at = reader_at(walk->reader, box.start, (gsize)MIN(box.end - box.start, 8));
    if (!at || (at[0] > 0 && box.end - box.start < 8))
        return FALSE;
    walk->primary = at[0] > 0 ? read_big32(at + 4) : read_big16(at + 4);
    return TRUE;
}

static gboolean heif_walk(Walk *walk)
{
    const Reader *reader = walk->reader;
    Box meta, properties;

    return box_find(walk, 0, reader->length, "meta", &meta) && primary_read(walk, &meta) &&
           box_find(walk, meta.start + 4, meta.end, "iprp", &properties) &&
           box_find(walk, properties.start, properties.end, "ipco", &walk->list) &&
           all_associations_read(walk, &properties);
}

gboolean size_of_heif(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, 12);
    Walk walk = {.reader = reader};

    return at && heif_has_brand(at) && heif_walk(&walk) && size_set(size, walk.width, walk.height);
}

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

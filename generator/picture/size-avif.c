/* SPDX-License-Identifier: MIT */
/* AVIF: boxes (ISO/IEC 14496-12, 4.2), in which an image (ISO/IEC 23008-12) has its properties. */
#include "picture/size-private.h"

#include <string.h>

#define BOXES_MAX 500
#define DEPTH_MAX 3

typedef struct {
    Reader *reader;
    guint boxes; /* met so far */
    guint32 width, height;
    gboolean turned, cut;
} Walk;

static void property_read(Walk *walk, const guint8 *type, guint64 start)
{
    const guint8 *at;

    if (memcmp(type, "ispe", 4) == 0 && (at = reader_at(walk->reader, start, 12))) {
        const guint32 width = read_big32(at + 4), height = read_big32(at + 8);
        /* Thumbnails and tiles have sizes, too: the picture's own is the largest. */
        if ((guint64)width * height > (guint64)walk->width * walk->height) {
            walk->width = width;
            walk->height = height;
        }
    } else if (memcmp(type, "irot", 4) == 0 && (at = reader_at(walk->reader, start, 1))) {
        walk->turned = at[0] & 1;
    } else if (memcmp(type, "clap", 4) == 0) {
        walk->cut = TRUE;
    }
}

/* The boxes from `start` to `end` on the way to the properties: meta, iprp, ipco. */
static void boxes_walk(Walk *walk, guint64 start, guint64 end, guint depth)
{
    static const char *const way[DEPTH_MAX] = {"meta", "iprp", "ipco"};
    const guint8 *at;

    while (start + 8 <= end && walk->boxes++ < BOXES_MAX && (at = reader_at(walk->reader, start, 8))) {
        const guint32 length = read_big32(at);
        guint8 type[4];
        memcpy(type, at + 4, 4);
        if (length < 8 || length > end - start) /* to the end, or of 64 bits: the pictures' own bytes */
            return;
        if (depth == DEPTH_MAX)
            property_read(walk, type, start + 8);
        else if (memcmp(type, way[depth], 4) == 0)
            boxes_walk(walk, start + (depth == 0 ? 12 : 8), start + length, depth + 1);
        start += length;
    }
}

gboolean size_of_avif(Reader *reader, PictureSize *size)
{
    const guint8 *at = reader_at(reader, 0, 12);
    Walk walk = {.reader = reader};

    if (!at || memcmp(at + 4, "ftyp", 4) != 0 ||
        (memcmp(at + 8, "avif", 4) != 0 && memcmp(at + 8, "avis", 4) != 0 && memcmp(at + 8, "mif1", 4) != 0))
        return FALSE;
    boxes_walk(&walk, 0, reader->length, 0);
    if (walk.cut)
        return FALSE;
    return walk.turned ? size_set(size, walk.height, walk.width) : size_set(size, walk.width, walk.height);
}

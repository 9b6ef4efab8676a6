/* SPDX-License-Identifier: MIT */
#include "picture/box.h"
#include "review/fitness.h"

#include <string.h>
#include <unistd.h>

/* Of the metadata; an hour of video has some two megabytes of it. */
#define METADATA_MAX (32 * 1024 * 1024)
#define BOXES_MAX 1000
#define HEAD 8

/* A box of that name says its length in the four bytes before it: so few that they are no sound or picture.
 */
static gboolean has_box(const guint8 *bytes, gsize length, const char *name)
{
    const guint8 *at = bytes;

    while ((at = memmem(at, length - (gsize)(at - bytes), name, 4))) {
        if (at - bytes >= 4 && read_big32(at - 4) > HEAD && read_big32(at - 4) < 1024)
            return TRUE;
        at++;
    }
    return FALSE;
}

/* A place, or a track of places: of Apple and Android, 3GPP, GoPro, Google's cameras, DJI; keys of Apple, and
 * XMP. */
static gboolean bytes_tell(const guint8 *bytes, gsize length)
{
    static const char *const names[] = {"\xa9xyz", "loci", "gpmd", "camm", "djmd"};
    static const char *const keys[] = {"com.apple.quicktime.location.", "GPSLatitude", "GPSCoordinates"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (has_box(bytes, length, names[i]))
            return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (memmem(bytes, length, keys[i], strlen(keys[i])))
            return TRUE;
    return FALSE;
}

static gboolean box_tells(const Reader *reader, const Box *box)
{
    const gsize most = (gsize)MIN(box->end - box->start, METADATA_MAX);
    g_autofree guint8 *bytes = g_malloc(most);
    const gssize read = pread(reader->descriptor, bytes, most, (off_t)box->start);

    return read > 0 && bytes_tell(bytes, (gsize)read);
}

gboolean video_tells_place(const char *path)
{
    gboolean tells = FALSE;
    guint64 at = 0;
    Reader reader;
    Box box;

    if (!reader_open(&reader, path))
        return FALSE;
    for (guint i = 0; !tells && i < BOXES_MAX && box_next(&reader, &at, reader.length, &box); i++)
        if (box_is(&box, "moov") || box_is(&box, "meta") || box_is(&box, "udta") || box_is(&box, "uuid"))
            tells = box_tells(&reader, &box);
    close(reader.descriptor);
    return tells;
}

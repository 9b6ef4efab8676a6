/* SPDX-License-Identifier: MIT */
#include "review/fitness.h"

#include <stdio.h>
#include <string.h>
#include <sys/types.h>

/* Of the metadata; an hour of video has some two megabytes of it. */
#define METADATA_MAX (32 * 1024 * 1024)
#define BOXES_MAX 1000
#define HEAD 8
#define LARGE_HEAD 16

static guint64 number_read(const guint8 *bytes, guint count)
{
    guint64 number = 0;

    for (guint i = 0; i < count; i++)
        number = number << 8 | bytes[i];
    return number;
}

/* Reads the head of a box (4.2): how many bytes follow it; the file stands behind it. FALSE at the end of the
 * file, and where what follows has no length of its own. */
static gboolean box_read(FILE *file, char name[4], guint64 *length)
{
    guint8 head[LARGE_HEAD];
    guint64 size, read = HEAD;

    if (fread(head, 1, HEAD, file) != HEAD)
        return FALSE;
    memcpy(name, head + 4, 4);
    size = number_read(head, 4);
    if (size == 1) {
        if (fread(head + HEAD, 1, HEAD, file) != HEAD)
            return FALSE;
        size = number_read(head + HEAD, 8);
        read = LARGE_HEAD;
    }
    *length = size - read;
    return size >= read && size < G_MAXINT64;
}

/* A box of that name says its length in the four bytes before it: so few that they are no sound or picture.
 */
static gboolean has_box(const guint8 *bytes, gsize length, const char *name)
{
    const guint8 *at = bytes;

    while ((at = memmem(at, length - (gsize)(at - bytes), name, 4))) {
        if (at - bytes >= 4 && number_read(at - 4, 4) > HEAD && number_read(at - 4, 4) < 1024)
            return TRUE;
        at++;
    }
    return FALSE;
}

static gboolean metadata_tells(FILE *file, guint64 length)
{
    static const char key[] = "com.apple.quicktime.location.ISO6709";
    const gsize most = MIN(length, METADATA_MAX);
    g_autofree guint8 *bytes = g_malloc(most + 1);
    const gsize read = fread(bytes, 1, most, file);

    return memmem(bytes, read, key, sizeof key - 1) != NULL || has_box(bytes, read, "\xa9xyz") ||
           has_box(bytes, read, "loci");
}

gboolean video_tells_place(const char *path)
{
    FILE *file = fopen(path, "rbe");
    gboolean tells = FALSE;
    guint64 length;
    char name[4];

    for (guint i = 0; file && !tells && i < BOXES_MAX && box_read(file, name, &length); i++) {
        const off_t next = ftello(file) + (off_t)length;
        if (memcmp(name, "moov", 4) == 0)
            tells = metadata_tells(file, length);
        if (next < 0 || fseeko(file, next, SEEK_SET) != 0)
            break;
    }
    if (file)
        fclose(file);
    return tells;
}

/* SPDX-License-Identifier: MIT */
/*
 * TIFF without what it says of its pictures (TIFF 6.0). Places in it are counted from its beginning: tags go
 * from their lists, and what they led to is overwritten where it is.
 */
#include "photo/profile.h"
#include "photo/strip.h"

#include <string.h>

#define LISTS_MAX 1000
#define ENTRY 12
#define TAG_PROFILE 34675

typedef struct {
    guint8 *bytes;
    gsize length;
    gboolean big; /* its numbers begin with the highest byte */
    guint lists;  /* met so far */
} File;

static guint32 number(const File *file, gsize at, guint size)
{
    guint32 value = 0;

    for (guint i = 0; i < size; i++)
        value = value << 8 | file->bytes[file->big ? at + i : at + size - 1 - i];
    return value;
}

static void number_put(const File *file, gsize at, guint value)
{
    file->bytes[at] = (guint8)(file->big ? value >> 8 : value);
    file->bytes[at + 1] = (guint8)(file->big ? value : value >> 8);
}

/* Where points lie, how they are coded, and what colours and sizes they have: sections 4 to 23, and the
 * profile of the ICC. */
static gboolean is_shown(guint tag)
{
    static const guint ranges[][2] = {{254, 259},
                                      {262, 263},
                                      {266, 266},
                                      {273, 274},
                                      {277, 284},
                                      {290, 293},
                                      {296, 297},
                                      {301, 301},
                                      {317, 325},
                                      {332, 332},
                                      {334, 334},
                                      {336, 336},
                                      {338, 341},
                                      {347, 347},
                                      {512, 521},
                                      {529, 532},
                                      {TAG_PROFILE, TAG_PROFILE}};

    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (tag >= ranges[i][0] && tag <= ranges[i][1])
            return TRUE;
    return FALSE;
}

/* The number of tags in the list at `at`; FALSE where it does not lie in the file. */
static gboolean list_read(File *file, guint32 at, guint *count)
{
    if (file->lists++ >= LISTS_MAX || at < 8 || at > file->length - 2)
        return FALSE;
    *count = number(file, at, 2);
    return (file->length - at - 2) / ENTRY >= *count;
}

static void value_clear(File *file, gsize entry, guint depth);

/* A list that nothing leads to any more, with all that it leads to. */
static void list_clear(File *file, guint32 at, guint depth)
{
    guint count;

    if (!list_read(file, at, &count))
        return;
    for (guint i = 0; i < count; i++)
        value_clear(file, at + 2 + i * (gsize)ENTRY, depth);
    memset(file->bytes + at, BARE_FILL, 2 + count * (gsize)ENTRY);
}

/* What the tag at `entry` says, which may be a list of its own: EXIF, GPS, smaller pictures. */
static void value_clear(File *file, gsize entry, guint depth)
{
    static const guint sizes[] = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    const guint tag = number(file, entry, 2), type = number(file, entry + 2, 2);
    const guint32 count = number(file, entry + 4, 4), at = number(file, entry + 8, 4);
    const guint64 size = (guint64)count * sizes[type < G_N_ELEMENTS(sizes) ? type : 0];

    if ((tag == 34665 || tag == 34853 || tag == 40965 || tag == 330) && count == 1 && depth < 3)
        list_clear(file, at, depth + 1);
    if (size > 4 && at >= 8 && at <= file->length && size <= file->length - at)
        memset(file->bytes + at, BARE_FILL, (gsize)size);
}

static void profile_clear(File *file, gsize entry)
{
    const guint32 size = number(file, entry + 4, 4), at = number(file, entry + 8, 4);

    if (size > 4 && at >= 8 && at <= file->length && size <= file->length - at)
        profile_bare(file->bytes + at, size);
}

/* The tags of one picture; gives where the next one's are, or 0. FALSE where they do not lie in the file. */
static gboolean list_strip(File *file, guint32 at, guint32 *next)
{
    guint count, kept = 0;

    if (!list_read(file, at, &count) || file->length - at - 2 - count * (gsize)ENTRY < 4)
        return FALSE;
    guint8 *tags = file->bytes + at + 2;
    *next = number(file, at + 2 + count * (gsize)ENTRY, 4);
    for (guint i = 0; i < count; i++) {
        const gsize entry = at + 2 + i * (gsize)ENTRY;
        if (!is_shown(number(file, entry, 2))) {
            value_clear(file, entry, 0);
            continue;
        }
        if (number(file, entry, 2) == TAG_PROFILE)
            profile_clear(file, entry);
        memmove(tags + kept++ * (gsize)ENTRY, tags + i * (gsize)ENTRY, ENTRY);
    }
    if (kept == count)
        return TRUE;
    number_put(file, at, kept);
    /* Where the next one's are stands behind the tags. */
    memmove(tags + kept * (gsize)ENTRY, tags + count * (gsize)ENTRY, 4);
    memset(tags + kept * (gsize)ENTRY + 4, BARE_FILL, (count - kept) * (gsize)ENTRY);
    return TRUE;
}

gboolean strip_tiff(const guint8 *bytes, gsize length, GByteArray *out)
{
    guint32 next;

    if (length < 8)
        return FALSE;
    g_byte_array_append(out, bytes, (guint)length);
    File file = {.bytes = out->data, .length = length, .big = bytes[0] == 'M'};
    next = number(&file, 4, 4);
    while (next != 0)
        if (!list_strip(&file, next, &next))
            return FALSE;
    return TRUE;
}

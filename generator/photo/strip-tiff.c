/* SPDX-License-Identifier: MIT */
/*
 * TIFF of which nothing is left but the points of its pages, and how they are to be shown (TIFF 6.0). Places
 * in it are counted from its beginning: all that stays, stays where it is.
 */
#include "photo/keep.h"
#include "photo/profile.h"
#include "photo/strip.h"

#define PAGES_MAX 1000
#define ENTRY 12
#define TAG_PROFILE 34675
#define CODED_JPEG_OLD 6

typedef struct {
    Keep keep;
    gboolean big;  /* its numbers begin with the highest byte */
    GArray *pages; /* guint32: where the tags are of those that stay */
} File;

/* A tag, and where its values are, as many as `count`. */
typedef struct {
    guint64 at, values;
    guint tag, type;
    guint32 count;
    guint64 size; /* of the values, in bytes */
} Tag;

static guint32 number(const File *file, guint64 at, guint size)
{
    guint32 value = 0;

    for (guint i = 0; i < size; i++)
        value = value << 8 | file->keep.bytes[file->big ? at + i : at + size - 1 - i];
    return value;
}

static gboolean number_put(File *file, guint64 at, guint size, guint32 value)
{
    guint8 bytes[4] = {0};

    for (guint i = 0; i < size; i++)
        bytes[file->big ? size - 1 - i : i] = (guint8)(value >> 8 * i);
    return keep_put(&file->keep, at, size, bytes);
}

/* Section 2. Tags with values that do not lie in the file have none. */
static Tag tag_read(const File *file, guint64 at)
{
    static const guint sizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    Tag tag = {.at = at,
               .tag = number(file, at, 2),
               .type = number(file, at + 2, 2),
               .count = number(file, at + 4, 4)};

    tag.size = tag.type < G_N_ELEMENTS(sizes) ? (guint64)tag.count * sizes[tag.type] : 0;
    tag.values = tag.size > 4 ? number(file, at + 8, 4) : at + 8;
    if (tag.size == 0 || tag.values > file->keep.length || tag.size > file->keep.length - tag.values)
        tag.count = 0;
    return tag;
}

static guint32 tag_number(const File *file, const Tag *tag, guint32 index)
{
    const guint size = tag->type == 3 ? 2 : 4;

    return tag->type == 3 || tag->type == 4 ? number(file, tag->values + (guint64)index * size, size) : 0;
}

/* The tag of the list at `list`; without a value where there is none. */
static Tag tag_find(const File *file, guint64 list, guint wanted)
{
    const guint count = number(file, list, 2);

    for (guint i = 0; i < count; i++)
        if (number(file, list + 2 + i * (guint64)ENTRY, 2) == wanted)
            return tag_read(file, list + 2 + i * (guint64)ENTRY);
    return (Tag){0};
}

/* How points are coded, and what colours and sizes they have: sections 3 to 23, and the profile of the ICC.
 */
static gboolean is_shown(guint tag)
{
    static const guint ranges[][2] = {{254, 259}, {262, 263}, {266, 266}, {273, 274},
                                      {277, 284}, {290, 293}, {296, 297}, {301, 301},
                                      {317, 325}, {332, 332}, {334, 334}, {336, 336},
                                      {338, 341}, {347, 347}, {529, 532}, {TAG_PROFILE, TAG_PROFILE}};

    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (tag >= ranges[i][0] && tag <= ranges[i][1])
            return TRUE;
    return FALSE;
}

/* Whether a list of tags lies at `at`, with where the next one is. */
static gboolean is_list(const File *file, guint32 at)
{
    const gsize length = file->keep.length;

    return at >= 8 && length >= 6 && at <= length - 6 && (length - at - 6) / ENTRY >= number(file, at, 2);
}

/* A smaller picture of another page: as editors keep it (section 3), or cameras (Exif 2.32, 4.5.4). */
static gboolean is_small(const File *file, guint32 list)
{
    const Tag kind = tag_find(file, list, 254), old_kind = tag_find(file, list, 255);

    return (kind.count > 0 && tag_number(file, &kind, 0) & 1) ||
           (old_kind.count > 0 && tag_number(file, &old_kind, 0) == 2) || tag_find(file, list, 513).count > 0;
}

static gboolean pages_read(File *file)
{
    guint32 at = number(file, 4, 4);

    for (guint i = 0; i < PAGES_MAX && at != 0; i++) {
        if (!is_list(file, at))
            return FALSE;
        if (file->pages->len == 0 || !is_small(file, at))
            g_array_append_val(file->pages, at);
        at = number(file, at + 2 + number(file, at, 2) * (guint64)ENTRY, 4);
    }
    return at == 0 && file->pages->len > 0;
}

/* Sections 3 and 15: strips or tiles. FALSE where it is not said how long they are, or they are within a JPEG
 * (section 22), as in very old files. */
static gboolean points_keep(File *file, guint32 list)
{
    const Tag coded = tag_find(file, list, 259);
    Tag places = tag_find(file, list, 273), lengths = tag_find(file, list, 279);

    if (coded.count > 0 && tag_number(file, &coded, 0) == CODED_JPEG_OLD)
        return FALSE;
    if (places.count == 0) {
        places = tag_find(file, list, 324);
        lengths = tag_find(file, list, 325);
    }
    if (places.count == 0 || lengths.count < places.count)
        return FALSE;
    for (guint32 i = 0; i < places.count; i++)
        if (!keep_range(&file->keep, tag_number(file, &places, i), tag_number(file, &lengths, i)))
            return FALSE;
    return TRUE;
}

static gboolean tag_keep(File *file, const Tag *tag, guint64 to)
{
    if (!keep_put(&file->keep, to, ENTRY, file->keep.bytes + tag->at))
        return FALSE;
    if (tag->size <= 4)
        return TRUE;
    if (tag->count == 0 || !keep_range(&file->keep, tag->values, tag->size))
        return FALSE;
    if (tag->tag == TAG_PROFILE)
        profile_bare(file->keep.out + tag->values, (gsize)tag->size);
    return TRUE;
}

/* Of the tags those that stay, one after the other, and where the next page is. */
static gboolean page_keep(File *file, guint32 list, guint32 next)
{
    const guint count = number(file, list, 2);
    guint kept = 0;

    for (guint i = 0; i < count; i++) {
        const Tag tag = tag_read(file, list + 2 + i * (guint64)ENTRY);
        if (is_shown(tag.tag) && !tag_keep(file, &tag, list + 2 + kept++ * (guint64)ENTRY))
            return FALSE;
    }
    return number_put(file, list, 2, kept) && number_put(file, list + 2 + kept * (guint64)ENTRY, 4, next) &&
           points_keep(file, list);
}

static gboolean pages_keep(File *file)
{
    const guint32 *pages = (const guint32 *)file->pages->data;

    if (!keep_range(&file->keep, 0, 4) || !number_put(file, 4, 4, pages[0]))
        return FALSE;
    for (guint i = 0; i < file->pages->len; i++)
        if (!page_keep(file, pages[i], i + 1 < file->pages->len ? pages[i + 1] : 0))
            return FALSE;
    return TRUE;
}

gboolean strip_tiff(const guint8 *bytes, gsize length, GByteArray *out)
{
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint32));
    File file = {.pages = pages};

    if (length < 8)
        return FALSE;
    keep_begin(&file.keep, bytes, length, out);
    file.big = bytes[0] == 'M';
    if (!pages_read(&file) || !pages_keep(&file))
        return FALSE;
    g_byte_array_set_size(out, (guint)file.keep.end);
    /* A picture may end with black points; so does what a disk leaves that was cut off. */
    if (out->data[out->len - 1] == 0)
        g_byte_array_append(out, (const guint8 *)(const char[]){BARE_FILL}, 1);
    return TRUE;
}

/* SPDX-License-Identifier: MIT */
/*
 * HEIC and AVIF without what they say of their pictures. The places of pictures in such a file are counted
 * from its beginning: items of EXIF and XMP are overwritten where they are (ISO/IEC 14496-12, 8.11).
 */
#include "photo/profile.h"
#include "photo/strip.h"

#include <string.h>

#define ITEMS_MAX 5000
/* A type of items that nobody knows, and all pass over. */
#define TYPE_NONE "skip"

/* Numbers one after the other; behind the end they are 0. */
typedef struct {
    const guint8 *bytes;
    gsize at, end;
    gboolean cut;
} Cursor;

typedef struct {
    guint8 *bytes;
    gsize length;
    GHashTable *said;     /* the numbers of items that are to go */
    gsize data, data_end; /* of idat */
} File;

/* `size`: in bytes, 0 to 8. */
static guint64 number(Cursor *cursor, guint size)
{
    guint64 value = 0;

    if (size > cursor->end - cursor->at) {
        cursor->cut = TRUE;
        cursor->at = cursor->end;
        return 0;
    }
    for (guint i = 0; i < size; i++)
        value = value << 8 | cursor->bytes[cursor->at++];
    return value;
}

/* The next box: what is in it, and where its type stands. */
static gboolean box_next(Cursor *cursor, Cursor *box, gsize *type)
{
    const gsize start = cursor->at;

    if (cursor->end - start < 8)
        return FALSE;
    guint64 length = number(cursor, 4);
    *type = cursor->at;
    cursor->at += 4;
    if (length == 1)
        length = number(cursor, 8);
    else if (length == 0)
        length = cursor->end - start;
    if (cursor->cut || length < cursor->at - start || length > cursor->end - start)
        return FALSE;
    *box = (Cursor){.bytes = cursor->bytes, .at = cursor->at, .end = start + (gsize)length};
    cursor->at = box->end;
    return TRUE;
}

static gboolean is_type(const File *file, gsize at, const char *type)
{
    return memcmp(file->bytes + at, type, 4) == 0;
}

static gboolean box_find(const File *file, Cursor cursor, const char *wanted, Cursor *box)
{
    gsize type;

    while (box_next(&cursor, box, &type))
        if (is_type(file, type, wanted))
            return TRUE;
    return FALSE;
}

/* infe, 8.11.6: one of the items. */
static void item_look(File *file, Cursor entry)
{
    const guint version = (guint)number(&entry, 4) >> 24;
    const guint64 item = version >= 2 ? number(&entry, version == 2 ? 2 : 4) : 0;

    number(&entry, 2);
    if (version < 2 || entry.cut || entry.end - entry.at < 4)
        return;
    if (!is_type(file, entry.at, "Exif") && !is_type(file, entry.at, "mime"))
        return;
    memcpy(file->bytes + entry.at, TYPE_NONE, 4);
    memset(file->bytes + entry.at + 4, 0, entry.end - entry.at - 4);
    g_hash_table_add(file->said, GUINT_TO_POINTER((guint)item));
}

static void items_look(File *file, Cursor all)
{
    Cursor entry;
    gsize type;
    const guint version = (guint)number(&all, 4) >> 24;

    number(&all, version == 0 ? 2 : 4);
    for (guint i = 0; i < ITEMS_MAX && box_next(&all, &entry, &type); i++)
        if (is_type(file, type, "infe"))
            item_look(file, entry);
}

static gboolean extent_clear(File *file, guint method, guint64 offset, guint64 length)
{
    const gsize start = method == 1 ? file->data : 0;
    const gsize end = method == 1 ? file->data_end : file->length;

    if (offset > end - start || length > end - start - offset)
        return FALSE;
    memset(file->bytes + start + offset, BARE_FILL, (gsize)length);
    return TRUE;
}

/* iloc, 8.11.3: where the items lie. */
static gboolean places_clear(File *file, Cursor all)
{
    const guint version = (guint)number(&all, 4) >> 24;
    const guint sizes = (guint)number(&all, 2);
    const guint offset_size = sizes >> 12 & 15, length_size = sizes >> 8 & 15, base_size = sizes >> 4 & 15;
    const guint index_size = version == 0 ? 0 : sizes & 15;
    const guint64 items = number(&all, version < 2 ? 2 : 4);

    if (MAX(MAX(offset_size, length_size), MAX(base_size, index_size)) > 8)
        return FALSE;
    for (guint64 i = 0; i < items && !all.cut; i++) {
        const guint item = (guint)number(&all, version < 2 ? 2 : 4);
        const guint method = version == 0 ? 0 : (guint)number(&all, 2) & 15;
        number(&all, 2);
        const guint64 base = number(&all, base_size), extents = number(&all, 2);
        for (guint64 j = 0; j < extents && !all.cut; j++) {
            number(&all, index_size);
            const guint64 offset = base + number(&all, offset_size), length = number(&all, length_size);
            if (g_hash_table_contains(file->said, GUINT_TO_POINTER(item)) &&
                !extent_clear(file, method, offset, length))
                return FALSE;
        }
    }
    return !all.cut;
}

/* Boxes that may hold anything, beside those of the picture. */
static void others_clear(File *file, Cursor all)
{
    Cursor box;
    gsize type;

    while (box_next(&all, &box, &type))
        if (is_type(file, type, "uuid") || is_type(file, type, "udta")) {
            memcpy(file->bytes + type, "free", 4);
            memset(file->bytes + box.at, BARE_FILL, box.end - box.at);
        }
}

/* 23008-12, 6.5.5: the colours of the pictures, among their properties. */
static void profiles_clear(File *file, Cursor meta)
{
    Cursor properties, list, box;
    gsize type;

    if (!box_find(file, meta, "iprp", &properties) || !box_find(file, properties, "ipco", &list))
        return;
    while (box_next(&list, &box, &type))
        if (is_type(file, type, "colr") && box.end - box.at >= 4 &&
            (is_type(file, box.at, "prof") || is_type(file, box.at, "rICC")))
            profile_bare(file->bytes + box.at + 4, box.end - box.at - 4);
}

/* Where the last box ends: what is behind it is none. */
static gsize boxes_end(Cursor all)
{
    gsize end = all.at, type;
    Cursor box;

    while (box_next(&all, &box, &type))
        end = all.at;
    return end;
}

gboolean strip_heif(const guint8 *bytes, gsize length, GByteArray *out)
{
    Cursor meta, items, places, data;

    g_byte_array_append(out, bytes, (guint)length);
    const Cursor all = {.bytes = out->data, .end = length};
    g_autoptr(GHashTable) said = g_hash_table_new(NULL, NULL);
    File file = {.bytes = out->data, .length = length, .said = said};
    others_clear(&file, all);
    g_byte_array_set_size(out, (guint)boxes_end(all));
    if (!box_find(&file, all, "meta", &meta) || meta.end - meta.at < 4)
        return FALSE;
    meta.at += 4;
    if (box_find(&file, meta, "idat", &data)) {
        file.data = data.at;
        file.data_end = data.end;
    }
    if (!box_find(&file, meta, "iinf", &items) || !box_find(&file, meta, "iloc", &places))
        return FALSE;
    others_clear(&file, meta);
    profiles_clear(&file, meta);
    items_look(&file, items);
    return g_hash_table_size(said) == 0 || places_clear(&file, places);
}

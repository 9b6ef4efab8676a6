/* SPDX-License-Identifier: MIT */
/*
 * HEIC and AVIF of which nothing is left but what shows the primary picture (ISO/IEC 23008-12 and 14496-12).
 * The places of pictures in such a file are counted from its beginning: all that stays, stays where it is.
 */
#include "photo/heif-items.h"
#include "photo/keep.h"
#include "photo/profile.h"
#include "photo/strip.h"

#include <string.h>

/* Parts of the file itself. */
#define PARTS_MAX 1000
/* A type of items that nobody knows, and all pass over. */
#define TYPE_NONE "skip"

typedef struct {
    Keep keep;
    Reader reader;
    Heif heif;
    GArray *items;     /* HeifItem */
    GHashTable *shown; /* the numbers of those that stay */
    GArray *data;      /* Box: mdat */
    Box own;           /* idat */
} File;

typedef struct {
    char type[5];
    gboolean (*keep)(File *file, const Box *box);
} Part;

static gboolean head_keep(File *file, const Box *box, guint64 more)
{
    return more <= box->end - box->body && keep_range(&file->keep, box->start, box->body - box->start + more);
}

static gboolean box_empty(File *file, const Box *box)
{
    return head_keep(file, box, 0) && keep_put(&file->keep, box->start + 4, 4, "free");
}

/* Each of the boxes from `at` by the first part of its type; a second of one type is left out, as all else.
 */
static gboolean parts_keep(File *file, guint64 at, guint64 end, const Part *parts, guint n_parts)
{
    guint seen = 0;
    Box box;

    while (box_next(&file->reader, &at, end, &box)) {
        guint i = 0;
        while (i < n_parts && (!box_is(&box, parts[i].type) || seen & 1u << i))
            i++;
        if (!(i < n_parts ? parts[i].keep : box_empty)(file, &box))
            return FALSE;
        seen |= 1u << i;
    }
    return TRUE;
}

/* A text that ends where it begins. */
static gboolean name_empty(File *file, guint64 at, guint64 end)
{
    return at <= end && keep_put(&file->keep, at, MIN(end - at, 1), NULL);
}

/* 14496-12, 8.4.3: what is in the file, without a name for that. */
static gboolean handler_keep(File *file, const Box *box)
{
    return head_keep(file, box, 12) && keep_put(&file->keep, box->body + 12, 12, NULL) &&
           name_empty(file, box->body + 24, box->end);
}

static gboolean primary_keep(File *file, const Box *box)
{
    return head_keep(file, box, MIN(box->end - box->body, 8));
}

static gboolean own_keep(File *file, const Box *box)
{
    return head_keep(file, box, 0);
}

static gboolean is_shown(const File *file, guint32 item)
{
    return g_hash_table_contains(file->shown, GUINT_TO_POINTER(item));
}

/* 8.11.6: an item without its name; one that does not stay has no type either. */
static gboolean item_keep(File *file, const HeifItem *item)
{
    const guint64 type = item->type[0] ? 4 : 0;

    return keep_range(&file->keep, item->box.start, item->at + type - item->box.start) &&
           (is_shown(file, item->number) || keep_put(&file->keep, item->at, type, TYPE_NONE)) &&
           name_empty(file, item->at + type, item->box.end);
}

static gboolean items_keep(File *file, const Box *box)
{
    static const Part none[] = {{"infe", box_empty}};
    Numbers numbers = numbers_of(&file->reader, box);

    number_next(&numbers, number_next(&numbers, 4) >> 24 == 0 ? 2 : 4);
    if (!head_keep(file, box, numbers.at - box->body) ||
        !parts_keep(file, numbers.at, box->end, none, G_N_ELEMENTS(none)))
        return FALSE;
    for (guint i = 0; i < file->items->len; i++)
        if (!item_keep(file, &g_array_index(file->items, HeifItem, i)))
            return FALSE;
    return TRUE;
}

/* 8.11.12: numbers of items. */
static gboolean references_keep(File *file, const Box *box)
{
    Numbers all = numbers_of(&file->reader, box);
    const guint size = number_next(&all, 4) >> 24 == 0 ? 2 : 4;
    Box one;

    if (!head_keep(file, box, 4))
        return FALSE;
    for (guint64 at = all.at; box_next(&file->reader, &at, box->end, &one);) {
        Numbers numbers = numbers_of(&file->reader, &one);
        number_next(&numbers, size);
        if (!head_keep(file, &one, size + 2 + size * number_next(&numbers, 2)))
            return FALSE;
    }
    return TRUE;
}

/* Bytes of the picture: they lie in a box of data, and nowhere else. */
static gboolean extent_keep(File *file, guint method, guint64 at, guint64 length)
{
    const Box *box = method == 1 ? &file->own : NULL;

    if (method == 1)
        at += file->own.body;
    for (guint i = 0; method == 0 && i < file->data->len; i++) {
        const Box *one = &g_array_index(file->data, Box, i);
        if (at >= one->body && at <= one->end)
            box = one;
    }
    return box && at >= box->body && at <= box->end && length <= box->end - at &&
           keep_range(&file->keep, at, length);
}

/* 8.11.3: how many bytes the numbers of iloc have. */
typedef struct {
    guint version, offset, length, base, index;
} Widths;

/* Where an item lies; of one that does not stay, that is nowhere. */
static gboolean place_keep(File *file, Numbers *all, const Widths *widths)
{
    const guint64 start = all->at;
    const gboolean shown = is_shown(file, (guint32)number_next(all, widths->version < 2 ? 2 : 4));
    const guint method = widths->version == 0 ? 0 : (guint)number_next(all, 2) & 15;

    number_next(all, 2);
    const guint64 base_at = all->at, base = number_next(all, widths->base);
    const guint64 extents = number_next(all, 2), extents_at = all->at;
    for (guint64 i = 0; i < extents && !all->cut; i++) {
        number_next(all, widths->index);
        const guint64 offset = base + number_next(all, widths->offset);
        const guint64 length = number_next(all, widths->length);
        if (shown && !all->cut && !extent_keep(file, method, offset, length))
            return FALSE;
    }
    return keep_range(&file->keep, start, all->at - start) &&
           (shown || (keep_put(&file->keep, base_at, widths->base, NULL) &&
                      keep_put(&file->keep, extents_at, all->at - extents_at, NULL)));
}

static gboolean places_keep(File *file, const Box *box)
{
    Numbers all = numbers_of(&file->reader, box);
    Widths widths = {.version = (guint)(number_next(&all, 4) >> 24)};
    const guint sizes = (guint)number_next(&all, 2);

    widths.offset = sizes >> 12 & 15;
    widths.length = sizes >> 8 & 15;
    widths.base = sizes >> 4 & 15;
    widths.index = widths.version == 0 ? 0 : sizes & 15;
    if (MAX(MAX(widths.offset, widths.length), MAX(widths.base, widths.index)) > 8)
        return FALSE;
    const guint64 items = number_next(&all, widths.version < 2 ? 2 : 4);
    if (!head_keep(file, box, all.at - box->body))
        return FALSE;
    for (guint64 i = 0; i < items && !all.cut; i++)
        if (!place_keep(file, &all, &widths))
            return FALSE;
    return !all.cut;
}

/* 23008-12, 6.5.5: the colours; profiles without what they say. */
static gboolean colour_keep(File *file, const Box *box)
{
    const guint8 *kind = reader_at(&file->reader, box->body, 4);

    if (kind && memcmp(kind, "nclx", 4) == 0)
        return head_keep(file, box, MIN(box->end - box->body, 11));
    if (!kind || (memcmp(kind, "prof", 4) != 0 && memcmp(kind, "rICC", 4) != 0))
        return box_empty(file, box);
    if (box->end - box->body < 4 || !head_keep(file, box, box->end - box->body))
        return FALSE;
    profile_bare(file->keep.out + box->body + 4, (gsize)(box->end - box->body - 4));
    return TRUE;
}

/* 23008-12, 6.5; 23001-17 (cmpd and uncC); AV1 in ISOBMFF and AVIF: how points are coded, and how they are
 * shown. */
static gboolean property_keep(File *file, const Box *box)
{
    static const struct {
        char type[5];
        guint most; /* of what is in it; 0: all */
    } known[] = {{"ispe", 12}, {"pixi", 0}, {"irot", 1}, {"imir", 1},  {"clap", 32}, {"pasp", 8},
                 {"iscl", 12}, {"lsel", 2}, {"a1op", 1}, {"a1lx", 13}, {"clli", 4},  {"mdcv", 24},
                 {"cclv", 30}, {"amve", 8}, {"auxC", 0}, {"hvcC", 0},  {"av1C", 0},  {"avcC", 0},
                 {"vvcC", 0},  {"cmpd", 0}, {"uncC", 0}};

    if (box_is(box, "colr"))
        return colour_keep(file, box);
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (box_is(box, known[i].type))
            return head_keep(file, box, MIN(box->end - box->body, known[i].most ? known[i].most : G_MAXUINT));
    return box_empty(file, box);
}

/* Each in its place, as they are counted; those of items that do not stay are empty. */
static gboolean list_keep(File *file, const Box *box)
{
    const Heif *heif = &file->heif;
    g_autofree gboolean *needed = g_new0(gboolean, heif->properties->len + 1);

    for (guint i = 0; i < heif->links->len; i++) {
        const HeifLink link = g_array_index(heif->links, HeifLink, i);
        needed[link.property] |= is_shown(file, link.item);
    }
    for (guint i = 0; i < heif->properties->len; i++) {
        const Box *one = &g_array_index(heif->properties, Box, i);
        if (!(needed[i] ? property_keep : box_empty)(file, one))
            return FALSE;
    }
    return head_keep(file, box, 0);
}

/* 9.3.2: which of them belongs to which item. */
static gboolean links_keep(File *file, const Box *box)
{
    Numbers numbers = numbers_of(&file->reader, box);
    const guint32 head = (guint32)number_next(&numbers, 4);
    const guint64 items = number_next(&numbers, 4);

    for (guint64 i = 0; i < items && !numbers.cut; i++) {
        number_next(&numbers, head >> 24 == 0 ? 2 : 4);
        for (guint64 left = number_next(&numbers, 1); left > 0; left--)
            number_next(&numbers, head & 1 ? 2 : 1);
    }
    return head_keep(file, box, numbers.at - box->body);
}

static gboolean properties_keep(File *file, const Box *box)
{
    static const Part parts[] = {{"ipco", list_keep}, {"ipma", links_keep}, {"ipma", links_keep}};

    return head_keep(file, box, 0) && parts_keep(file, box->body, box->end, parts, G_N_ELEMENTS(parts));
}

static gboolean meta_keep(File *file, const Box *box)
{
    static const Part parts[] = {{"hdlr", handler_keep}, {"pitm", primary_keep},    {"iinf", items_keep},
                                 {"iloc", places_keep},  {"iref", references_keep}, {"iprp", properties_keep},
                                 {"idat", own_keep}};

    return head_keep(file, box, 4) &&
           parts_keep(file, heif_boxes(&file->heif), box->end, parts, G_N_ELEMENTS(parts));
}

/* A file that also holds a film is only a picture by now: no reader may look for the film. */
static const char *brand_of_still(const guint8 *brand)
{
    static const char known[][2][5] = {{"heic", "heic"}, {"heix", "heix"}, {"heim", "heim"}, {"heis", "heis"},
                                       {"hevc", "heic"}, {"hevx", "heix"}, {"avif", "avif"}, {"avis", "avif"},
                                       {"miaf", "miaf"}, {"MiHB", "MiHB"}, {"MiHE", "MiHE"}, {"MiPr", "MiPr"},
                                       {"MA1B", "MA1B"}, {"MA1A", "MA1A"}};

    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (memcmp(brand, known[i][0], 4) == 0)
            return known[i][1];
    return "mif1";
}

/* 14496-12, 4.3 */
static gboolean type_keep(File *file, const Box *box)
{
    if (!head_keep(file, box, 8) || !keep_put(&file->keep, box->body + 4, 4, NULL))
        return FALSE;
    for (guint64 at = box->body; at + 4 <= box->end; at += at == box->body ? 8 : 4)
        if (!keep_put(&file->keep, at, 4, brand_of_still(file->keep.bytes + at)))
            return FALSE;
    return TRUE;
}

/* Nothing is left behind the last part of which something stays: phones put films there. */
static guint64 file_keep(File *file)
{
    const Box *meta = &file->heif.meta;
    guint64 at = 0, end = 0;
    Box box;

    if (!meta_keep(file, meta))
        return 0;
    while (at < file->keep.end && box_next(&file->reader, &at, file->keep.length, &box)) {
        const gboolean kept = box.start == 0             ? type_keep(file, &box)
                              : box_is(&box, "mdat")     ? head_keep(file, &box, 0)
                              : box.start == meta->start ? TRUE
                                                         : box_empty(file, &box);
        if (!kept)
            return 0;
        end = box.end;
    }
    return end;
}

/* The parts of the file that hold data. FALSE where it has more parts than any has. */
static gboolean data_read(File *file)
{
    const Heif *heif = &file->heif;
    guint64 at = 0;
    Box box;

    for (guint i = 0; box_next(&file->reader, &at, file->reader.length, &box); i++) {
        if (box_is(&box, "mdat"))
            g_array_append_val(file->data, box);
        if (i == PARTS_MAX)
            return FALSE;
    }
    if (!box_find(&file->reader, heif_boxes(heif), heif->meta.end, "idat", &file->own))
        file->own = (Box){0};
    return TRUE;
}

static gboolean shown_read(File *file)
{
    const Heif *heif = &file->heif;
    g_autoptr(GArray) references = NULL;
    Box box;

    if (!box_find(&file->reader, heif_boxes(heif), heif->meta.end, "iinf", &box))
        return FALSE;
    file->items = heif_items_read(&file->reader, &box);
    if (!box_find(&file->reader, heif_boxes(heif), heif->meta.end, "iref", &box))
        box = (Box){0};
    references = heif_references_read(&file->reader, &box);
    file->shown = heif_items_shown(heif, file->items, references);
    return file->shown != NULL;
}

gboolean strip_heif(const guint8 *bytes, gsize length, GByteArray *out)
{
    File file = {.reader = {.bytes = bytes, .length = length}};
    guint64 end = 0;

    file.data = g_array_new(FALSE, FALSE, sizeof(Box));
    if (heif_read(&file.heif, &file.reader) && data_read(&file) && shown_read(&file)) {
        keep_begin(&file.keep, bytes, length, out);
        end = file_keep(&file);
        g_byte_array_set_size(out, (guint)end);
    }
    heif_clear(&file.heif);
    g_array_unref(file.data);
    g_clear_pointer(&file.items, g_array_unref);
    g_clear_pointer(&file.shown, g_hash_table_unref);
    return end > 0;
}

/* SPDX-License-Identifier: MIT */
/* Sets a galley: what is how high, and what stays together. */
#include "typeset/galley-private.h"

#include <math.h>
#include <string.h>

/* Room between blocks, in lines of the body. */
/* Headings down to this level are set large. */
#define LEVEL_LARGE 2
#define HEADING_BEFORE 0.75
#define SUBHEADING_BEFORE 0.45
#define HEADING_AFTER 0.2
#define OBJECT_GAP 0.45
#define LIST_GAP 0.2
#define SIGNATURE_BEFORE 0.6
/* In sizes. */
#define RULE_HEIGHT 0.06
#define HEADING_LEADING 1.35
#define CAPTION_SCALE 0.85
/* A picture becomes smaller with the text, rather than make it as small as can be. */
#define PICTURE_HEIGHT 14.0
/* Of photos in rows, and how much higher a row may be to be as wide as the text. */
#define ROW_HEIGHT 7.5
#define ROW_HIGHEST 1.45
#define ROW_GAP 0.6
/* Beside an indent there is to be room for so many characters. */
#define INDENT_ROOM 4.0
/* An inset takes no more of the width than this. */
#define INSET_SHARE 0.4
/* Of a paragraph of so many lines none stands alone; a shorter one is not divided. */
#define LINES_DIVIDED 4
/* A table of so many rows is divided. */
#define ROWS_DIVIDED 10

typedef struct {
    Galley *galley;
    double pitch; /* from line to line of the body */
    double after; /* room that the last block wants below it */
} Laying;

double galley_heading_scale(guint level)
{
    static const double scales[] = {1.5, 1.3, 1.15, 1.05};

    return level <= G_N_ELEMENTS(scales) ? scales[level - 1] : 1;
}

static Slab *slab_add(Laying *laying, guint item, guint index, double before, double height)
{
    GArray *slabs = laying->galley->slabs;
    const Slab slab = {.item = item, .index = index, .before = MAX(before, laying->after), .height = height};

    laying->after = 0;
    g_array_append_val(slabs, slab);
    return &g_array_index(slabs, Slab, slabs->len - 1);
}

static double paragraph_gap(const Block *block)
{
    switch (block->paragraph) {
    case PARAGRAPH_SIGNATURE: return SIGNATURE_BEFORE;
    case PARAGRAPH_TITLE: return OBJECT_GAP;
    default: return 0;
    }
}

/* What stands above a block, in points. */
static double before_of(const Laying *laying, const Block *block)
{
    if (block->close)
        return 0;
    switch (block->kind) {
    case BLOCK_HEADING:
        return (block->level <= LEVEL_LARGE ? HEADING_BEFORE : SUBHEADING_BEFORE) * laying->pitch;
    case BLOCK_PARAGRAPH: return MAX(paragraph_gap(block), laying->galley->style.gap) * laying->pitch;
    default: return OBJECT_GAP * laying->pitch;
    }
}

static double after_of(const Laying *laying, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING: return HEADING_AFTER * laying->pitch;
    case BLOCK_PARAGRAPH: return 0;
    default: return OBJECT_GAP * laying->pitch;
    }
}

static gboolean is_justified(const TextStyle *style, const Block *block)
{
    if (block->kind == BLOCK_CODE || block->kind == BLOCK_HEADING || block->kind == BLOCK_IMAGE)
        return FALSE;
    return style->align == ALIGN_DEFAULT || style->align == ALIGN_JUSTIFY;
}

double item_indent(const Galley *galley, const Item *item)
{
    const gboolean plain = item->block->kind == BLOCK_PARAGRAPH && item->block->paragraph == PARAGRAPH_PLAIN;
    const gboolean centred = galley->style.align == ALIGN_CENTRE || galley->style.align == ALIGN_END;
    const double indent = galley->style.indent;

    return plain && !centred && item->width >= (indent + INDENT_ROOM) * item->em ? indent : 0;
}

static void item_break(const Laying *laying, Item *item)
{
    const TextStyle *style = &laying->galley->style;

    g_clear_pointer(&item->lines, g_array_unref);
    if (item->paragraph)
        item->lines = paragraph_break(item->paragraph, item->width / item->em,
                                      item_indent(laying->galley, item), is_justified(style, item->block));
}

/* Which lines may not be the last of a column. */
static gboolean line_is_kept(const Item *item, guint index, guint count)
{
    if (index + 1 >= count)
        return item->block->kept;
    if (item->block->kind == BLOCK_CODE)
        return FALSE;
    return item->block->kind == BLOCK_HEADING || count < LINES_DIVIDED || index == 0 || index + 2 == count;
}

/* A large heading takes whole lines of the body, so that what follows stands on their grid. */
static double line_height(const Laying *laying, const Item *item)
{
    const Block *block = item->block;

    if (block->kind != BLOCK_HEADING)
        return laying->galley->style.leading * item->em;
    if (block->level > LEVEL_LARGE)
        return MIN(HEADING_LEADING, laying->galley->style.leading) * item->em;
    return laying->pitch * ceil(item->em / laying->pitch - 1e-6);
}

static void lines_lay(Laying *laying, Item *item, guint number)
{
    const Block *block = item->block;
    const TextStyle *style = &laying->galley->style;
    const gboolean heading = block->kind == BLOCK_HEADING;
    const gboolean body = heading ? block->level <= LEVEL_LARGE
                                  : item->em == laying->galley->size && block->paragraph != PARAGRAPH_TITLE;

    item_break(laying, item);
    const guint count = item->lines ? item->lines->len : 1;
    for (guint i = 0; i < count; i++) {
        Slab *slab =
            slab_add(laying, number, i, i == 0 ? before_of(laying, block) : 0, line_height(laying, item));
        slab->trim = (slab->height - item->em) / 2;
        slab->grid = style->grid && body && block->quotes == 0;
        slab->kept = line_is_kept(item, i, count);
    }
}

static void picture_lay(Laying *laying, Item *item, guint number)
{
    const TextStyle *style = &laying->galley->style;
    const double lines = style->picture_lines > 0 ? style->picture_lines : PICTURE_HEIGHT;
    const double by_text = lines * laying->galley->size;
    const double most = style->picture_height > 0 ? MIN(style->picture_height, by_text) : item->width * 2;

    item->em = laying->galley->size * CAPTION_SCALE;
    item->height = MIN(item->width * item->picture.height / item->picture.width, most);
    item_break(laying, item);
    Slab *slab = slab_add(laying, number, 0, before_of(laying, item->block), item->height);
    slab->kept = item->lines != NULL;
    for (guint i = 0; item->lines && i < item->lines->len; i++) {
        slab =
            slab_add(laying, number, i + 1, i == 0 ? CAPTION_GAP * item->em : 0, CAPTION_LEADING * item->em);
        slab->kept = i + 1 < item->lines->len;
    }
}

/* Photos in rows */

static Item *item_at(const Laying *laying, guint index)
{
    return &g_array_index(laying->galley->items, Item, index);
}

static double aspect_of(const Item *item)
{
    return (double)item->picture.width / item->picture.height;
}

static double row_room(const Laying *laying, const Item *item)
{
    return laying->galley->width -
           MIN(item->block->inset * laying->galley->size, laying->galley->width * INSET_SHARE);
}

/* At which a row is as wide as the text, if that is not too high. */
static double row_height(const Laying *laying, guint first, guint end)
{
    const TextStyle *style = &laying->galley->style;
    const double size = laying->galley->size;
    const double room = row_room(laying, item_at(laying, first)) - (end - first - 1) * ROW_GAP * size;
    double aspects = 0, most = ROW_HEIGHT * ROW_HIGHEST * size;

    for (guint i = first; i < end; i++)
        aspects += aspect_of(item_at(laying, i));
    if (style->picture_height > 0)
        most = MIN(most, style->picture_height);
    return MIN(MAX(room, size) / aspects, most);
}

/* Places the photos of a row in the middle. Gives the height of their captions. */
static double row_place(Laying *laying, guint first, guint end, double height)
{
    const double size = laying->galley->size, room = row_room(laying, item_at(laying, first));
    double width = (end - first - 1) * ROW_GAP * size, captions = 0;

    for (guint i = first; i < end; i++)
        width += aspect_of(item_at(laying, i)) * height;
    double x = laying->galley->width - room + MAX(room - width, 0) / 2;
    for (guint i = first; i < end; i++) {
        Item *item = item_at(laying, i);
        item->inset = x;
        item->em = size * CAPTION_SCALE;
        item->width = aspect_of(item) * height;
        item->height = height;
        item->slab = laying->galley->slabs->len + (i - first);
        item_break(laying, item);
        if (item->lines)
            captions = MAX(captions, (CAPTION_GAP + item->lines->len * CAPTION_LEADING) * item->em);
        x += item->width + ROW_GAP * size;
    }
    return captions;
}

/* A slab for each photo, at one height: only the last of a row takes room. */
static void row_lay(Laying *laying, guint first, guint end, double before)
{
    const double height = row_height(laying, first, end);
    const double whole = height + row_place(laying, first, end, height);

    for (guint i = first; i < end; i++) {
        Slab *slab = slab_add(laying, i, 0, i == first ? before : 0, i + 1 == end ? whole : 0);
        slab->kept = i + 1 < end;
    }
}

/* The photos from `first` up to `end` in rows of about one height. */
static void rows_lay(Laying *laying, guint first, guint end)
{
    const double size = laying->galley->size, room = row_room(laying, item_at(laying, first));
    double all = 0, before = 0;
    guint begin = first, row = 0;

    for (guint i = first; i < end; i++)
        all += aspect_of(item_at(laying, i));
    const double rows = MAX(1, round((all * ROW_HEIGHT + (end - first - 1) * ROW_GAP) * size / room));
    for (guint i = first; i < end; i++) {
        const double aspect = aspect_of(item_at(laying, i));
        const guint wanted = (guint)((before + aspect / 2) / all * rows);
        if (i > first && wanted > row) {
            row_lay(laying, begin, i,
                    begin > first ? ROW_GAP * size : before_of(laying, item_at(laying, first)->block));
            begin = i;
        }
        row = wanted;
        before += aspect;
    }
    row_lay(laying, begin, end,
            begin > first ? ROW_GAP * size : before_of(laying, item_at(laying, first)->block));
    laying->after = after_of(laying, item_at(laying, first)->block);
}

/* Where the photos end that stand beside that at `first`, or `first` where none does. */
static guint rows_end(const Laying *laying, guint first)
{
    guint end = first;

    while (end < laying->galley->items->len && item_at(laying, end)->block->kind == BLOCK_IMAGE &&
           item_at(laying, end)->block->beside)
        end++;
    return end > first + 1 ? end : first;
}

static gboolean table_lay(Laying *laying, Item *item, guint number)
{
    item->em = laying->galley->size * item->block->scale * TABLE_SCALE;
    table_divide(item->table, laying->galley->style.strip);
    if (!table_set(item->table, item->em, item->width))
        return FALSE;
    const guint count = table_rows(item->table);
    for (guint i = 0; i < count; i++) {
        Slab *slab = slab_add(laying, number, i, i == 0 ? before_of(laying, item->block) : 0,
                              table_row_height(item->table, i));
        slab->kept = i + 1 < count && (count < ROWS_DIVIDED || table_row_is_kept(item->table, i));
        slab->head = i > 0 ? table_head_height(item->table) : 0;
    }
    return TRUE;
}

static gboolean names_lay(Laying *laying, Item *item, guint number)
{
    const guint columns = names_columns(item->names, item->em, item->width);
    const guint rows = names_set(item->names, item->em, item->width, columns);

    for (guint i = 0; i < rows; i++)
        slab_add(laying, number, i, i == 0 ? before_of(laying, item->block) : 0,
                 names_row_height(item->names));
    return rows > 0 || laying->galley->forced;
}

static void container_lay(Laying *laying, const Block *block)
{
    double gap = 0;

    if (strcmp(block->tag, "BlockQuote") == 0)
        gap = OBJECT_GAP * laying->pitch;
    else if (strcmp(block->tag, "L") == 0 && block->level == 0)
        gap = MAX(LIST_GAP, laying->galley->style.gap) * laying->pitch;
    laying->after = MAX(laying->after, gap);
}

static gboolean item_lay(Laying *laying, Item *item, guint number)
{
    const Galley *galley = laying->galley;
    const Block *block = item->block;

    item->inset = MIN(block->inset * galley->size, galley->width * INSET_SHARE);
    item->em =
        galley->size * (block->kind == BLOCK_HEADING ? galley_heading_scale(block->level) : block->scale);
    item->width = galley->width - item->inset;
    item->slab = galley->slabs->len;
    switch (block->kind) {
    case BLOCK_BEGIN:
    case BLOCK_END: container_lay(laying, block); return TRUE;
    case BLOCK_TABLE:
        if (!table_lay(laying, item, number))
            return FALSE;
        break;
    case BLOCK_NAMES:
        if (!names_lay(laying, item, number))
            return FALSE;
        break;
    case BLOCK_IMAGE: picture_lay(laying, item, number); break;
    case BLOCK_RULE: slab_add(laying, number, 0, before_of(laying, block), RULE_HEIGHT * galley->size); break;
    default: lines_lay(laying, item, number);
    }
    laying->after = after_of(laying, block);
    return TRUE;
}

/* A heading stays with two lines, not only with one. */
static void headings_keep(Galley *galley)
{
    for (guint i = 0; i + 2 < galley->slabs->len; i++) {
        const Slab *slab = &g_array_index(galley->slabs, Slab, i);
        Slab *next = &g_array_index(galley->slabs, Slab, i + 1);
        if (g_array_index(galley->items, Item, slab->item).block->kind == BLOCK_HEADING &&
            g_array_index(galley->items, Item, next->item).block->kind == BLOCK_PARAGRAPH)
            next->kept = TRUE;
    }
}

gboolean galley_lay(Galley *galley)
{
    Laying laying = {.galley = galley, .pitch = galley->style.leading * galley->size};

    g_array_set_size(galley->slabs, 0);
    for (guint i = 0; i < galley->items->len;) {
        const guint end = rows_end(&laying, i);
        if (end > i)
            rows_lay(&laying, i, end);
        else if (!item_lay(&laying, item_at(&laying, i), i))
            return FALSE;
        i = MAX(end, i + 1);
    }
    headings_keep(galley);
    return TRUE;
}

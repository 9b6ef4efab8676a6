/* SPDX-License-Identifier: MIT */
#include "typeset/galley.h"

#include "typeset/blocks-private.h"
#include "typeset/galley-private.h"

#include <string.h>

/* Widths that a picture asks for in a cell, in sizes. */
#define PICTURE_WIDTH 6.0
#define PICTURE_WIDTH_LEAST 3.0
#define CELL_LEADING 1.4
/* ✓; √ is in every Chinese font. */
#define TICK 0x2713

static void item_clear(gpointer data)
{
    Item *item = data;

    paragraph_free(item->paragraph);
    table_free(item->table);
    names_free(item->names);
    g_free(item->file);
    if (item->lines)
        g_array_unref(item->lines);
}

/* What is known of the picture of that address, or NULL. */
const FramePicture *style_picture(const TextStyle *style, const char *address)
{
    for (guint i = 0; i < style->n_pictures; i++)
        if (strcmp(style->pictures[i].address, address) == 0)
            return &style->pictures[i];
    return NULL;
}

/* Of a picture that is not to be shown, what is said of it stays. A photo of a gallery that is not there is
 * left out, as on the page, which says so. */
static void pictures_hide(Blocks *blocks, const TextStyle *style)
{
    Block *list = (Block *)(gpointer)blocks->list->data;
    guint kept = 0;

    for (guint i = 0; i < blocks->list->len; i++) {
        Block block = list[i];
        const FramePicture *picture = block.kind == BLOCK_IMAGE ? style_picture(style, block.file) : NULL;
        if (block.kind == BLOCK_IMAGE && block.beside && !(picture && picture->file))
            continue;
        if (picture && !picture->file) {
            if (!*block.alt)
                continue;
            block.kind = BLOCK_PARAGRAPH;
            block.text = inline_plain(blocks->arena, block.alt, strlen(block.alt));
        }
        list[kept++] = block;
    }
    g_array_set_size(blocks->list, kept);
}

static gboolean picture_read(const Galley *galley, Item *item)
{
    const FramePicture *picture = style_picture(&galley->style, item->block->file);

    item->file = picture ? g_strdup(picture->file) : NULL;
    return item->file && picture_size_of_file(item->file, &item->picture);
}

static Table *table_read(const Galley *galley, const BlockTable *source, GArray *missing)
{
    const guint count = source->rows * source->columns;
    g_autofree Galley **cells = g_new0(Galley *, count);

    for (guint i = 0; i < count; i++) {
        TextStyle style = galley->style;
        style.align = source->align[i % source->columns];
        style.bold = style.bold || i < source->columns;
        style.colour = i < source->columns ? style.accent : style.colour;
        style.leading = MIN(style.leading, CELL_LEADING);
        if (source->cells[i].length > 0)
            cells[i] = galley_new(blocks_one(&source->cells[i]), &style, missing, NULL);
    }
    const TableShape shape = {.rows = source->rows,
                              .columns = source->columns,
                              .headed = TRUE,
                              .colour = galley->style.colour,
                              .accent = galley->style.rule,
                              .hair = galley->style.hair};
    return table_new(&shape, cells);
}

static Paragraph *paragraph_read(const Galley *galley, const Block *block, GArray *missing)
{
    const TextStyle *style = &galley->style;
    const gboolean heading = block->kind == BLOCK_HEADING;
    const ParagraphStyle how = {
        style->fonts,           heading && style->heading_font ? style->heading_font : style->font,
        style->bold || heading, FALSE,
        style->tracking,        style->substitute};
    const Styled label = {.text = block->label_text,
                          .length = block->label_text ? strlen(block->label_text) : 0};

    if (block->kind != BLOCK_BEGIN)
        return block->text.length > 0 ? paragraph_new(&block->text, &how, missing) : NULL;
    if (block->label == LABEL_DONE) {
        const char *tick = fonts_find(style->fonts, style->font, how.bold, TICK) ? "✓" : "√";
        const Styled done = {.text = tick, .length = strlen(tick)};
        return paragraph_new(&done, &how, missing);
    }
    return label.length > 0 ? paragraph_new(&label, &how, missing) : NULL;
}

static gboolean item_read(Galley *galley, Item *item, GArray *missing)
{
    const Block *block = item->block;
    const TextStyle *style = &galley->style;

    item->paragraph = paragraph_read(galley, block, missing);
    galley->characters +=
        block->text.length > 0 ? (guint)g_utf8_strlen(block->text.text, (gssize)block->text.length) : 0;
    if (block->paragraph == PARAGRAPH_SIGNATURE && item->paragraph)
        galley->signature = MAX(galley->signature, paragraph_width(item->paragraph));
    switch (block->kind) {
    case BLOCK_TABLE:
        item->table = table_read(galley, &block->table, missing);
        galley->characters += table_characters(item->table);
        return TRUE;
    case BLOCK_NAMES: {
        const NameStyle how = {style->fonts,  style->font,  style->bold,      style->colour,
                               style->accent, style->frame, style->substitute};
        item->names =
            names_new(block->names, NULL, NULL, g_strv_length((char **)block->names), &how, missing);
        galley->characters += names_characters(item->names);
        return TRUE;
    }
    case BLOCK_IMAGE: return picture_read(galley, item);
    default: return TRUE;
    }
}

Galley *galley_new(Blocks *blocks, const TextStyle *style, GArray *missing, char **broken)
{
    g_autoptr(Galley) galley = g_new0(Galley, 1);

    galley->blocks = blocks;
    galley->style = *style;
    pictures_hide(blocks, style);
    galley->items = g_array_sized_new(FALSE, TRUE, sizeof(Item), blocks->list->len);
    galley->slabs = g_array_new(FALSE, TRUE, sizeof(Slab));
    g_array_set_clear_func(galley->items, item_clear);
    for (guint i = 0, around = 0; i < blocks->list->len; i++) {
        const Block *block = &g_array_index(blocks->list, Block, i);
        if (block->kind == BLOCK_END)
            around = g_array_index(galley->items, Item, around - 1).around;
        const Item empty = {.block = block, .around = around};
        g_array_append_val(galley->items, empty);
        around = block->kind == BLOCK_BEGIN ? i + 1 : around;
        if (item_read(galley, &g_array_index(galley->items, Item, i), missing))
            continue;
        if (broken)
            *broken = g_strdup(empty.block->file);
        return NULL;
    }
    return g_steal_pointer(&galley);
}

void galley_free(Galley *galley)
{
    if (!galley)
        return;
    g_array_unref(galley->items);
    g_array_unref(galley->slabs);
    blocks_free(galley->blocks);
    g_free(galley);
}

void galley_squeeze(Galley *galley)
{
    for (guint i = 0; i < galley->items->len; i++)
        if (g_array_index(galley->items, Item, i).table)
            table_squeeze(g_array_index(galley->items, Item, i).table);
    galley->size = 0;
}

void galley_force(Galley *galley)
{
    galley_squeeze(galley);
    galley->forced = TRUE;
    for (guint i = 0; i < galley->items->len; i++) {
        const Item *item = &g_array_index(galley->items, Item, i);
        if (item->table)
            table_force(item->table);
        if (item->names)
            names_force(item->names);
    }
}

static double item_width(const Item *item, gboolean least)
{
    const Block *block = item->block;
    double width = 0;

    if (block->kind == BLOCK_BEGIN)
        return 0;
    if (item->paragraph)
        width = (least ? paragraph_width_least : paragraph_width)(item->paragraph) * block->scale;
    if (item->table)
        width = MAX(width, table_width(item->table, least) * TABLE_SCALE);
    if (item->names)
        width = MAX(width, names_width(item->names, least));
    if (item->file)
        width = MAX(width, least ? PICTURE_WIDTH_LEAST : PICTURE_WIDTH);
    return width + block->inset;
}

static double items_width(const Galley *galley, gboolean least)
{
    double width = 0;

    for (guint i = 0; i < galley->items->len; i++)
        width = MAX(width, item_width(&g_array_index(galley->items, Item, i), least));
    return width;
}

double galley_width(const Galley *galley)
{
    return items_width(galley, FALSE);
}

double galley_width_least(const Galley *galley)
{
    return items_width(galley, TRUE);
}

double galley_width_tables(const Galley *galley)
{
    double width = 0;

    for (guint i = 0; i < galley->items->len; i++) {
        const Item *item = &g_array_index(galley->items, Item, i);
        if (item->table)
            width = MAX(width, table_width(item->table, FALSE) * TABLE_SCALE + item->block->inset);
    }
    return width;
}

guint galley_characters(const Galley *galley)
{
    return galley->characters;
}

const GArray *galley_set(Galley *galley, double size, double width)
{
    if (galley->size == size && galley->width == width)
        return galley->slabs;
    galley->size = size;
    galley->width = width;
    if (galley_lay(galley))
        return galley->slabs;
    galley->size = 0;
    return NULL;
}

const GArray *galley_slabs(const Galley *galley)
{
    return galley->slabs;
}

double galley_height(Galley *galley, double size, double width)
{
    const GArray *slabs = galley_set(galley, size, width);
    double height = 0;

    if (!slabs)
        return -1;
    for (guint i = 0; i < slabs->len; i++) {
        const Slab *slab = &g_array_index(slabs, Slab, i);
        height +=
            slab->height + (i > 0 ? slab->before : -slab->trim) - (i + 1 == slabs->len ? slab->trim : 0);
    }
    return height;
}

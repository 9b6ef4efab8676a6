/* SPDX-License-Identifier: MIT */
/* Markdown in a book. */
#include "typeset/book-strip.h"

/* The headings of the text begin one level below that which stands above it. */
static void headings_shift(const Blocks *blocks, guint level)
{
    guint least = 6;

    for (guint i = 0; i < blocks->list->len; i++) {
        const Block *block = &g_array_index(blocks->list, Block, i);
        if (block->kind == BLOCK_HEADING)
            least = MIN(least, block->level);
    }
    for (guint i = 0; i < blocks->list->len; i++) {
        Block *block = &g_array_index(blocks->list, Block, i);
        if (block->kind == BLOCK_HEADING)
            block->level = MIN(block->level - least + MAX(level, 1) + 1, 6);
    }
}

BookRun *book_text_new(BookSetting *setting, const BookPiece *piece)
{
    TextStyle style = book_text_style(setting);
    const double scale = piece->scale > 0 ? piece->scale : 1;
    Blocks *blocks = book_blocks(setting, piece->text ? piece->text : "");

    headings_shift(blocks, setting->level);
    style.pictures = piece->pictures;
    style.n_pictures = piece->n_pictures;
    style.grid = scale == 1;
    BookRun *run = book_galleys_new(piece);
    book_galleys_add(run, book_galley(setting, blocks, &style, setting->size * scale, setting->width), 0, 0,
                     FALSE);
    return run;
}

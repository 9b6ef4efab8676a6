/* SPDX-License-Identifier: MIT */
#include "typeset/book-cell.h"

#include <string.h>

/* In sizes of the table. */
#define LEADING 1.4
#define GAP 0.2
/* Pictures in cells, of the height of a page. */
#define PICTURE_SHARE 0.25

static TextStyle style_of(const BookCells *cells, const FramePart *part, FrameAlign align)
{
    TextStyle style = book_text_style(cells->setting);

    style.leading = MIN(style.leading, LEADING);
    style.indent = 0;
    style.gap = GAP;
    style.grid = FALSE;
    style.align = align;
    style.pictures = cells->piece->pictures;
    style.n_pictures = cells->piece->n_pictures;
    style.picture_height = cells->setting->height * PICTURE_SHARE;
    style.frame = "table";
    if (!part)
        return style;
    style.font = part->font ? part->font : style.font;
    style.bold = part->bold;
    style.colour = part->has_colour ? part->colour : style.colour;
    style.align = part->align != ALIGN_DEFAULT ? part->align : align;
    return style;
}

/* Every paragraph that is no link itself becomes one. */
static void blocks_link(Blocks *blocks, const char *address)
{
    for (guint i = 0; i < blocks->list->len; i++) {
        Styled *text = &g_array_index(blocks->list, Block, i).text;
        gboolean linked = text->length == 0;
        for (guint j = 0; j < text->n_spans; j++)
            linked = linked || text->spans[j].style & SPAN_LINK;
        if (linked)
            continue;
        Span *spans = arena_new0(blocks->arena, Span, text->n_spans + 1);
        if (text->n_spans > 0)
            memcpy(spans, text->spans, text->n_spans * sizeof *spans);
        spans[text->n_spans++] = (Span){0, text->length, SPAN_LINK, arena_strdup(blocks->arena, address)};
        text->spans = spans;
    }
}

static Blocks *cell_blocks(const BookCells *cells, const FramePart *part, const char *text)
{
    return part->image      ? blocks_picture(text)
           : part->markdown ? book_blocks(cells->setting, text)
                            : blocks_plain(text);
}

Galley *book_cell_new(const BookCells *cells, const FramePart *part, const char *text, const char *address)
{
    const FramePicture own = {text, text};
    TextStyle style = style_of(cells, part, ALIGN_START);

    if (!text || !*text)
        return NULL;
    Blocks *blocks = cell_blocks(cells, part, text);
    if (part->image) {
        style.pictures = &own;
        style.n_pictures = 1;
    } else if (address)
        blocks_link(blocks, address);
    /* What it is set at now does not matter: the table sets it at its own width. */
    return part->image || part->markdown
               ? book_galley(cells->setting, blocks, &style, cells->size, cells->setting->width)
               : galley_new(blocks, &style, cells->setting->missing, NULL);
}

Galley *book_cell_bold(const BookCells *cells, const char *text, FrameAlign align)
{
    TextStyle style = style_of(cells, NULL, align);

    if (!text || !*text)
        return NULL;
    style.bold = TRUE;
    style.colour = cells->piece->ruled ? style.colour : style.accent;
    return galley_new(blocks_plain(text), &style, cells->setting->missing, NULL);
}

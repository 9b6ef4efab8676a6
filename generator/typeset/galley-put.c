/* SPDX-License-Identifier: MIT */
/* Writes a galley as it was set. */
#include "typeset/galley-private.h"

#include <string.h>

/* In sizes. */
#define BAR_WIDTH 0.12
#define BAR_X 0.25
#define BULLET_RADIUS 0.13
#define BOX_X 0.1
#define BOX_SIDE 0.78
#define BOX_LINE 0.06
#define SIGNATURE_RIGHT 1.0

/* The rule beside a quote, as far as it has come. */
typedef struct {
    double inset;
    double x, top, bottom;
    guint column;
    gboolean begun;
} Bar;

typedef struct {
    const Galley *galley;
    const SlabPlace *places;
    Marks *marks;
    guint slab;   /* the next one */
    GArray *bars; /* Bar: of the quotes around, outermost first */
    guint open;   /* the innermost container that has begun: its item, + 1; or 0 */
} Putting;

static const Slab *slab_at(const Putting *putting, guint index)
{
    return &g_array_index(putting->galley->slabs, Slab, index);
}

static const Item *item_at(const Putting *putting, guint index)
{
    return &g_array_index(putting->galley->items, Item, index);
}

static double baseline(const Putting *putting, double em)
{
    const TextStyle *style = &putting->galley->style;
    const Face *face = fonts_first(style->fonts, style->font, style->bold);

    return face->ascent / (face->ascent + face->descent) * em;
}

static void bar_finish(Putting *putting, Bar *bar)
{
    const double size = putting->galley->size;

    if (bar->begun)
        marks_rectangle(putting->marks, putting->galley->style.accent, bar->x, bar->top, BAR_WIDTH * size,
                        bar->bottom - bar->top);
    bar->begun = FALSE;
}

static void bars_extend(Putting *putting, const Slab *slab, const SlabPlace *place)
{
    for (guint i = 0; i < putting->bars->len; i++) {
        Bar *bar = &g_array_index(putting->bars, Bar, i);
        if (bar->begun && bar->column != place->column)
            bar_finish(putting, bar);
        if (!bar->begun) {
            bar->x = place->x + bar->inset + BAR_X * putting->galley->size;
            bar->top = place->y + slab->trim;
            bar->column = place->column;
            bar->begun = TRUE;
        }
        bar->bottom = place->y + slab->height - slab->trim;
    }
}

static LinePlace line_place(const Putting *putting, const Item *item, const SlabPlace *place)
{
    const TextStyle *style = &putting->galley->style;

    return (LinePlace){.x = place->x + item->inset,
                       .size = item->em,
                       .width = item->width / item->em,
                       .align = style->align == ALIGN_DEFAULT ? ALIGN_JUSTIFY : style->align,
                       .colour = style->colour,
                       .accent = style->accent,
                       .frame = style->frame,
                       .column = place->column};
}

/* Signatures are centred above each other, a little away from the right edge, unless the sheet says where. */
static void signature_place(const Putting *putting, const Item *item, LinePlace *at)
{
    const double width = MIN(putting->galley->signature, item->width / item->em);
    const double rest = MAX(item->width / item->em - width, 0);

    if (at->align == ALIGN_START || at->align == ALIGN_CENTRE)
        return;
    at->x += (rest - MIN(SIGNATURE_RIGHT, rest)) * item->em;
    at->width = width;
    at->align = ALIGN_CENTRE;
}

static void line_put(const Putting *putting, const Item *item, guint index, const Slab *slab,
                     const SlabPlace *place)
{
    const Line *line = &g_array_index(item->lines, Line, index);
    const TextStyle *style = &putting->galley->style;
    const Block *block = item->block;
    LinePlace at = line_place(putting, item, place);

    at.y = place->y + (slab->height - item->em) / 2 + baseline(putting, item->em);
    at.first = index == 0;
    if (at.first) {
        at.x += item_indent(putting->galley, item) * item->em;
        at.width -= item_indent(putting->galley, item);
    }
    if (block->kind == BLOCK_HEADING) {
        if (style->plain_level == 0 || block->level < style->plain_level)
            at.colour = style->accent;
        at.align = style->align == ALIGN_CENTRE || style->align == ALIGN_END ? style->align : ALIGN_START;
    } else if (block->kind == BLOCK_CODE)
        at.align = ALIGN_START;
    else if (block->kind == BLOCK_IMAGE)
        at.align = ALIGN_CENTRE;
    else if (block->paragraph == PARAGRAPH_SIGNATURE)
        signature_place(putting, item, &at);
    else if (block->paragraph == PARAGRAPH_ENDING)
        at.align = ALIGN_END;
    paragraph_put(item->paragraph, line, &at, putting->marks);
}

static void picture_put(const Putting *putting, const Item *item, const SlabPlace *place)
{
    const double width = MIN(item->width, item->height * item->picture.width / item->picture.height);
    const Mark mark = {.kind = MARK_IMAGE,
                       .image = {.file = item->file,
                                 .x = place->x + item->inset + (item->width - width) / 2,
                                 .y = place->y,
                                 .width = width,
                                 .height = item->height,
                                 .fit = FIT_CONTAIN,
                                 .focus_x = 0.5,
                                 .focus_y = 0.5,
                                 .alt = item->block->alt}};

    marks_add(putting->marks, &mark);
}

/* In a row, with its caption beneath it. */
static void photo_put(const Putting *putting, const Item *item, const SlabPlace *place)
{
    const Slab line = {.height = CAPTION_LEADING * item->em};
    SlabPlace at = *place;

    picture_put(putting, item, place);
    at.y += item->height + CAPTION_GAP * item->em;
    for (guint i = 0; item->lines && i < item->lines->len; i++) {
        line_put(putting, item, i, &line, &at);
        at.y += line.height;
    }
}

/* Whether no other slab is of the item. */
static gboolean slab_is_whole(const Putting *putting, const Item *item)
{
    const guint next = item->slab + 1;

    return next >= putting->galley->slabs->len || item_at(putting, slab_at(putting, next)->item) != item;
}

static void slab_put(const Putting *putting, const Item *item, const Slab *slab, const SlabPlace *place)
{
    const TextStyle *style = &putting->galley->style;
    const double x = place->x + item->inset;

    switch (item->block->kind) {
    case BLOCK_TABLE:
        if (place->head)
            table_put_row(item->table, 0, x, place->y - slab->head, place->column, putting->marks);
        table_put_row(item->table, slab->index, x, place->y, place->column, putting->marks);
        return;
    case BLOCK_NAMES:
        names_put_row(item->names, slab->index, x, place->y, place->column, putting->marks);
        return;
    case BLOCK_RULE:
        marks_rectangle(putting->marks, style->accent, x, place->y, item->width, slab->height);
        return;
    case BLOCK_IMAGE:
        if (slab_is_whole(putting, item))
            photo_put(putting, item, place);
        else if (slab->index == 0)
            picture_put(putting, item, place);
        else
            line_put(putting, item, slab->index - 1, slab, place);
        return;
    default:
        if (item->lines)
            line_put(putting, item, slab->index, slab, place);
    }
}

/* An empty box, by its four sides. */
static void box_put(const Putting *putting, double x, double y, double em)
{
    const Colour colour = putting->galley->style.accent;
    const double side = BOX_SIDE * em, line = BOX_LINE * em;

    marks_rectangle(putting->marks, colour, x, y, side, line);
    marks_rectangle(putting->marks, colour, x, y + side - line, side, line);
    marks_rectangle(putting->marks, colour, x, y + line, line, side - 2 * line);
    marks_rectangle(putting->marks, colour, x + side - line, y + line, line, side - 2 * line);
}

/* A disc, a square in the list within, a stroke further in. */
static void bullet_put(const Putting *putting, guint level, double x, double middle, double em)
{
    const Colour colour = putting->galley->style.accent;
    const double radius = BULLET_RADIUS * em, centre = x + em * 0.5;

    if (level == 1) {
        const Mark dot = {.kind = MARK_DOT, .colour = colour, .dot = {centre, middle, radius}};
        marks_add(putting->marks, &dot);
    } else if (level == 2)
        marks_rectangle(putting->marks, colour, centre - radius, middle - radius, 2 * radius, 2 * radius);
    else
        marks_rectangle(putting->marks, colour, centre - 2 * radius, middle - radius / 3, 4 * radius,
                        radius * 2 / 3);
}

static void label_text_put(const Putting *putting, const Item *item, double x, double y, guint column)
{
    g_autoptr(GArray) lines = paragraph_break(item->paragraph, 1000, 0, FALSE);
    const TextStyle *style = &putting->galley->style;
    const LinePlace at = {.x = x,
                          .y = y,
                          .size = item->em,
                          .width = paragraph_width(item->paragraph),
                          .align = ALIGN_START,
                          .colour = style->accent,
                          .accent = style->accent,
                          .frame = style->frame,
                          .column = column,
                          .first = TRUE};

    if (lines->len > 0)
        paragraph_put(item->paragraph, &g_array_index(lines, Line, 0), &at, putting->marks);
}

/* Beside the first line of what follows. */
static void label_put(const Putting *putting, const Item *item)
{
    const Slab *slab = slab_at(putting, putting->slab);
    const SlabPlace *place = &putting->places[putting->slab];
    const double x = place->x + MIN(item->block->label_inset * putting->galley->size, item->inset);
    const double top = place->y + slab->trim;

    marks_begin(putting->marks, "Lbl", NULL);
    if (item->block->label == LABEL_BULLET)
        bullet_put(putting, item->block->level, x, top + item->em * 0.52, item->em);
    if (item->block->label == LABEL_TO_DO || item->block->label == LABEL_DONE)
        box_put(putting, x + item->em * BOX_X, top + item->em * 0.14, item->em);
    const double in_box =
        item->block->label == LABEL_DONE ? BOX_X + (BOX_SIDE - paragraph_width(item->paragraph)) / 2 : 0;
    if (item->paragraph)
        label_text_put(putting, item, x + in_box * item->em, top + baseline(putting, item->em),
                       place->column);
    marks_end(putting->marks);
}

static void container_end(Putting *putting, const Item *item)
{
    if (strcmp(item->block->tag, "BlockQuote") == 0) {
        bar_finish(putting, &g_array_index(putting->bars, Bar, putting->bars->len - 1));
        g_array_set_size(putting->bars, putting->bars->len - 1);
    }
    marks_end(putting->marks);
}

/* The label of an item stands beside its body, that of a note in it; once, however often it is begun. */
static void container_begin(Putting *putting, const Item *item)
{
    const Block *block = item->block;
    const gboolean note = strcmp(block->tag, "Note") == 0;

    if (note)
        marks_begin(putting->marks, block->tag, NULL);
    if (block->label != LABEL_NONE && item->slab == putting->slab)
        label_put(putting, item);
    if (!note)
        marks_begin(putting->marks, block->tag, NULL);
    if (strcmp(block->tag, "BlockQuote") == 0) {
        const Bar bar = {.inset = item->inset};
        g_array_append_val(putting->bars, bar);
    }
}

static const char *item_tag(const Item *item)
{
    static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};

    switch (item->block->kind) {
    case BLOCK_HEADING: return headings[item->block->level - 1];
    case BLOCK_TABLE: return "Table";
    case BLOCK_NAMES: return "L";
    case BLOCK_IMAGE: return "Figure";
    case BLOCK_CODE: return "Code";
    case BLOCK_RULE: return NULL;
    default: return "P";
    }
}

/* What is around the item of the next slab, innermost first: indices of BLOCK_BEGIN. */
static gboolean is_around(const Putting *putting, guint container, guint item)
{
    for (guint at = item_at(putting, item)->around; at != 0; at = item_at(putting, at - 1)->around)
        if (at == container)
            return TRUE;
    return FALSE;
}

static void open_to(Putting *putting, guint container, guint open)
{
    if (container == 0 || container == open)
        return;
    open_to(putting, item_at(putting, container - 1)->around, open);
    container_begin(putting, item_at(putting, container - 1));
}

/* Ends and begins containers until those around `item` are open; 0xffffffff: none. */
static void containers_turn(Putting *putting, guint item)
{
    while (putting->open != 0 && (item == G_MAXUINT || !is_around(putting, putting->open, item))) {
        container_end(putting, item_at(putting, putting->open - 1));
        putting->open = item_at(putting, putting->open - 1)->around;
    }
    if (item == G_MAXUINT)
        return;
    open_to(putting, item_at(putting, item)->around, putting->open);
    putting->open = item_at(putting, item)->around;
}

static void item_put(Putting *putting, const Item *item, guint number, guint end)
{
    const char *tag = item_tag(item);

    if (tag)
        marks_begin(putting->marks, tag, NULL);
    for (; putting->slab < end && slab_at(putting, putting->slab)->item == number; putting->slab++) {
        const SlabPlace *place = &putting->places[putting->slab];
        bars_extend(putting, slab_at(putting, putting->slab), place);
        slab_put(putting, item, slab_at(putting, putting->slab), place);
    }
    if (tag)
        marks_end(putting->marks);
}

void galley_put_slabs(Galley *galley, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    g_autoptr(GArray) bars = g_array_new(FALSE, FALSE, sizeof(Bar));
    Putting putting = {galley, places, marks, first, bars, 0};

    while (putting.slab < end) {
        const guint number = slab_at(&putting, putting.slab)->item;
        containers_turn(&putting, number);
        item_put(&putting, item_at(&putting, number), number, end);
    }
    containers_turn(&putting, G_MAXUINT);
}

void galley_put(Galley *galley, const SlabPlace *places, Marks *marks)
{
    galley_put_slabs(galley, 0, galley->slabs->len, places, marks);
}

void galley_put_part(Galley *galley, guint first, guint end, double x, double y, guint column, Marks *marks)
{
    g_autofree SlabPlace *places = g_new0(SlabPlace, end + 1);

    for (guint i = first; i < end; i++) {
        const Slab *slab = &g_array_index(galley->slabs, Slab, i);
        y += i > first ? slab->before : -slab->trim;
        places[i] = (SlabPlace){x, y, column, FALSE};
        y += slab->height;
    }
    galley_put_slabs(galley, first, end, places, marks);
}

void galley_put_at(Galley *galley, double x, double y, guint column, Marks *marks)
{
    galley_put_part(galley, 0, galley->slabs->len, x, y, column, marks);
}

/* SPDX-License-Identifier: MIT */
/* Figures in a book: large numbers beside each other, each with what it counts. */
#include "typeset/book-strip.h"
#include "typeset/book-words.h"

/* In sizes of the body. */
#define NUMBER_SIZE 2.5
#define UNIT_SIZE 1.0
#define UNIT_GAP 0.25
#define LABEL_SIZE 0.92
#define LABEL_LEADING 1.35
#define GAP 0.8
#define PADDING_X 0.8
#define PADDING_TOP 0.75
#define PADDING_BOTTOM 0.85
#define LABEL_BEFORE 0.45
#define COLUMNS_MOST 4
#define WIDTH_LEAST 5.0
/* Of the page, a label's at most: a longer one is set smaller. */
#define LABEL_SHARE 0.5
#define LABEL_SHRINK 0.8
#define OBJECT_GAP 0.6 /* in lines */

typedef struct {
    Paragraph *number, *unit;
    Galley *label; /* or NULL */
    guint row, column;
    double scale; /* of the number and its unit, so that they have room */
} Figure;

typedef struct {
    BookRun run;
    const BookSetting *setting;
    GArray *figures; /* Figure */
    guint columns;
    double width; /* of one */
} FiguresRun;

static void figure_clear(gpointer data)
{
    Figure *figure = data;

    paragraph_free(figure->number);
    paragraph_free(figure->unit);
    galley_free(figure->label);
}

static double number_width(const Figure *figure)
{
    const double unit = figure->unit ? UNIT_GAP + paragraph_width(figure->unit) * UNIT_SIZE : 0;

    return paragraph_width(figure->number) * NUMBER_SIZE + unit;
}

static void figure_put(const FiguresRun *figures, const Figure *figure, double x, double y, double height,
                       Marks *marks)
{
    const BookStyle *style = &figures->setting->book->style;
    const double size = figures->setting->size, em = size * figure->scale;
    const double left = x + (figures->width - number_width(figure) * em) / 2;
    /* Numbers that are smaller stand on the line of the others. */
    const double line = y + (PADDING_TOP + NUMBER_SIZE * WORDS_ASCENT) * size,
                 top = line - NUMBER_SIZE * WORDS_ASCENT * em;
    const WordsPlace number = {.font = book_heading_font(figures->setting),
                               .size = NUMBER_SIZE * em,
                               .x = left,
                               .top = top,
                               .width = figures->width,
                               .align = ALIGN_START,
                               .colour = style->accent,
                               .frame = "figures"};
    WordsPlace unit = number;

    marks_rectangle(marks, style->fill, x, y, figures->width, height);
    marks_begin(marks, "P", NULL);
    book_words_put(figures->setting, figure->number, NULL, &number, marks);
    unit.size = UNIT_SIZE * em;
    unit.x = left + (paragraph_width(figure->number) * NUMBER_SIZE + UNIT_GAP) * em;
    unit.top = top + (NUMBER_SIZE - UNIT_SIZE) * WORDS_ASCENT * em;
    if (figure->unit)
        book_words_put(figures->setting, figure->unit, NULL, &unit, marks);
    if (figure->label)
        galley_put_at(figure->label, x + PADDING_X * size,
                      y + (PADDING_TOP + NUMBER_SIZE + LABEL_BEFORE) * size, 0, marks);
    marks_end(marks);
}

static void run_put(BookRun *run, guint first, guint end, const SlabPlace *places, Marks *marks)
{
    const FiguresRun *figures = (FiguresRun *)run;

    marks_begin(marks, "Sect", NULL);
    for (guint i = 0; i < figures->figures->len; i++) {
        const Figure *figure = &g_array_index(figures->figures, Figure, i);
        if (figure->row < first || figure->row >= end)
            continue;
        const SlabPlace *place = &places[figure->row];
        const double pitch = figures->width + GAP * figures->setting->size;
        figure_put(figures, figure, place->x + figure->column * pitch, place->y,
                   g_array_index(run->slabs, Slab, figure->row).height, marks);
    }
    marks_end(marks);
}

static void run_free(BookRun *run)
{
    g_array_unref(((FiguresRun *)run)->figures);
    g_free(run);
}

static Paragraph *cell_new(const BookSetting *setting, const BookItem *item, guint part, gboolean bold)
{
    g_autofree char *flat = item->cells[part] ? book_words_flat(item->cells[part]) : NULL;

    if (part > 0 && !(flat && *flat))
        return NULL;
    return book_words_new(setting, book_heading_font(setting), bold, flat ? flat : "",
                          part == 0 ? book_link(setting, item->targets) : NULL);
}

/* `*height`: of its lines. */
static Galley *label_new(BookSetting *setting, const BookItem *item, double width, double *height)
{
    TextStyle style = book_text_style(setting);

    if (!item->cells[2] || !*item->cells[2])
        return NULL;
    style.leading = LABEL_LEADING;
    style.align = ALIGN_CENTRE;
    style.frame = "figures";
    double size = setting->size * LABEL_SIZE;
    Galley *galley = book_galley(setting, blocks_plain(item->cells[2]), &style, size, width);
    while (galley_height(galley, size, width) > setting->height * LABEL_SHARE)
        size *= LABEL_SHRINK;
    *height = galley_height(galley, size, width);
    return galley;
}

/* Four beside each other at most, and no row much shorter than the others. */
static guint columns_choose(const BookSetting *setting, const BookPiece *piece)
{
    const double least = (WIDTH_LEAST + GAP) * setting->size;
    const guint most = (guint)MAX((setting->width + GAP * setting->size) / least, 1);

    if (piece->columns > 0)
        return MIN(MIN(piece->columns, most), MAX(piece->n_items, 1));
    if (piece->n_items <= COLUMNS_MOST)
        return MAX(piece->n_items, 1);
    return piece->n_items % 4 == 0 || piece->n_items % 3 != 0 ? 4 : 3;
}

static void figure_add(FiguresRun *figures, BookSetting *setting, guint index)
{
    const BookItem *item = &figures->run.piece->items[index];
    const double size = setting->size, room = figures->width - 2 * PADDING_X * size;
    double height = 0;
    Figure figure = {.number = cell_new(setting, item, 0, TRUE),
                     .unit = cell_new(setting, item, 1, FALSE),
                     .label = label_new(setting, item, room, &height),
                     .row = index / figures->columns,
                     .column = index % figures->columns,
                     .scale = 1};

    height += figure.label ? LABEL_BEFORE * size : 0;
    if (number_width(&figure) * size > room)
        figure.scale = room / (number_width(&figure) * size);
    if (figure.column == 0) {
        const Slab row = {.before = figure.row == 0 ? OBJECT_GAP * setting->pitch : GAP * size};
        g_array_append_val(figures->run.slabs, row);
    }
    Slab *slab = &g_array_index(figures->run.slabs, Slab, figure.row);
    slab->height = MAX(slab->height, (PADDING_TOP + NUMBER_SIZE + PADDING_BOTTOM) * size + height);
    if (item->anchor) {
        const BookAnchor anchor = {figure.row, item->anchor};
        g_array_append_val(figures->run.anchors, anchor);
    }
    g_array_append_val(figures->figures, figure);
}

BookRun *book_figures_new(BookSetting *setting, const BookPiece *piece)
{
    FiguresRun *figures = g_new0(FiguresRun, 1);

    book_run_init(&figures->run, piece);
    figures->run.put = run_put;
    figures->run.free = run_free;
    figures->run.after = OBJECT_GAP * setting->pitch;
    figures->setting = setting;
    figures->figures = g_array_new(FALSE, FALSE, sizeof(Figure));
    g_array_set_clear_func(figures->figures, figure_clear);
    figures->columns = columns_choose(setting, piece);
    figures->width = (setting->width - (figures->columns - 1) * GAP * setting->size) / figures->columns;
    for (guint i = 0; i < piece->n_items; i++)
        figure_add(figures, setting, i);
    return &figures->run;
}

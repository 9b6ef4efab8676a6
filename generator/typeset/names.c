/* SPDX-License-Identifier: MIT */
#include "typeset/names.h"

#include <math.h>
#include <string.h>

/* In sizes. */
#define GAP 1.0
#define ROW_HEIGHT 1.7
#define NOTE_SCALE 0.6
#define NOTE_HEIGHT 0.9
#define CELL_MAX 4.2 /* a wider name takes several columns */
#define NOTE_MAX 6.0
#define COLUMNS_MAX 1000

typedef struct {
    Paragraph *name, *note;
    double width, note_width;
    gboolean spread;
    guint column, span; /* as set */
} Name;

struct NameGrid {
    NameStyle style;
    GArray *names; /* Name */
    GArray *rows;  /* guint: the first name of each, as set */
    double cell;
    gboolean noted, forced;
    guint characters;
    double size, width; /* as set */
    guint columns;
};

static void name_clear(gpointer data)
{
    Name *name = data;

    paragraph_free(name->name);
    paragraph_free(name->note);
}

static Paragraph *shape(NameGrid *grid, const char *text, const char *link, gboolean bold, GArray *missing)
{
    const ParagraphStyle style = {grid->style.fonts,     grid->style.font, bold, FALSE, 0,
                                  grid->style.substitute};
    const Span span = {0, strlen(text), SPAN_LINK, link};
    const Styled styled = {text, strlen(text), &span, link ? 1 : 0};

    grid->characters += (guint)g_utf8_strlen(text, -1);
    return paragraph_new(&styled, &style, missing);
}

static void name_add(NameGrid *grid, const char *text, const char *note, const char *link, GArray *missing)
{
    Name name = {.spread = g_utf8_strlen(text, -1) == 2 && (guchar)*text >= 0xe0};

    name.name = shape(grid, text, link, grid->style.bold, missing);
    name.width = paragraph_width(name.name);
    if (note && *note) {
        name.note = shape(grid, note, NULL, FALSE, missing);
        name.note_width = paragraph_width(name.note) * NOTE_SCALE;
        grid->noted = TRUE;
    }
    g_array_append_val(grid->names, name);
}

static void cell_measure(NameGrid *grid)
{
    gboolean spread = FALSE, longer = FALSE;

    for (guint i = 0; i < grid->names->len; i++) {
        const Name *name = &g_array_index(grid->names, Name, i);
        spread = spread || name->spread;
        longer = longer || !name->spread;
        if (name->width <= CELL_MAX)
            grid->cell = MAX(grid->cell, name->width);
        if (name->note_width <= NOTE_MAX)
            grid->cell = MAX(grid->cell, name->note_width);
    }
    if (spread && longer)
        grid->cell = MAX(grid->cell, 3);
    grid->cell = MAX(grid->cell, 1);
}

NameGrid *names_new(const char *const *names, const char *const *notes, const char *const *links, guint count,
                    const NameStyle *style, GArray *missing)
{
    NameGrid *grid = g_new0(NameGrid, 1);

    grid->style = *style;
    grid->names = g_array_sized_new(FALSE, TRUE, sizeof(Name), count);
    g_array_set_clear_func(grid->names, name_clear);
    grid->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < count; i++)
        if (names[i] && *names[i])
            name_add(grid, names[i], notes ? notes[i] : NULL, links ? links[i] : NULL, missing);
    cell_measure(grid);
    return grid;
}

void names_free(NameGrid *grid)
{
    if (!grid)
        return;
    g_array_unref(grid->names);
    g_array_unref(grid->rows);
    g_free(grid);
}

guint names_characters(const NameGrid *grid)
{
    return grid->characters;
}

static double name_width(const Name *name)
{
    return MAX(name->width, name->note_width);
}

double names_width(const NameGrid *grid, gboolean least)
{
    double width = 0;

    for (guint i = 0; i < grid->names->len; i++)
        width = MAX(width, name_width(&g_array_index(grid->names, Name, i)));
    return least ? width : MAX(width, grid->names->len * (grid->cell + GAP));
}

double names_cell(const NameGrid *grid)
{
    return grid->cell;
}

void names_set_cell(NameGrid *grid, double cell)
{
    grid->cell = cell;
}

/* Puts the names into `columns`; the number of rows, 0 where one is too wide. */
static guint rows_fill(NameGrid *grid, guint columns)
{
    guint column = columns;
    const double pitch = grid->width / grid->size / columns;

    g_array_set_size(grid->rows, 0);
    for (guint i = 0; i < grid->names->len; i++) {
        Name *name = &g_array_index(grid->names, Name, i);
        const double over = name_width(name) - grid->cell;
        name->span = over <= 0 ? 1 : 1 + (guint)ceil(over / pitch - 1e-9);
        if (name_width(name) > grid->width / grid->size && !grid->forced)
            return 0;
        name->span = MIN(name->span, columns);
        if (column + name->span > columns) {
            g_array_append_val(grid->rows, i);
            column = 0;
        }
        name->column = column;
        column += name->span;
    }
    return grid->rows->len;
}

void names_force(NameGrid *grid)
{
    grid->forced = TRUE;
}

guint names_columns(const NameGrid *grid, double size, double width)
{
    const double most = (width / size + GAP) / (grid->cell + GAP) + 1e-9;

    return (guint)CLAMP(most, grid->forced ? 1 : 0, COLUMNS_MAX);
}

guint names_set(NameGrid *grid, double size, double width, guint columns)
{
    grid->size = size;
    grid->width = width;
    grid->columns = columns;
    return columns > 0 ? rows_fill(grid, columns) : 0;
}

double names_row_height(const NameGrid *grid)
{
    return (ROW_HEIGHT + (grid->noted ? NOTE_HEIGHT : 0)) * grid->size;
}

guint names_row_of(const NameGrid *grid, guint name)
{
    guint low = 0, high = grid->rows->len;

    while (high - low > 1) {
        const guint middle = (low + high) / 2;
        if (g_array_index(grid->rows, guint, middle) <= name)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* One line, in the middle of `width` points from x. */
static void text_put(const NameGrid *grid, const Paragraph *paragraph, double size, FrameAlign align,
                     Colour colour, double x, double width, double y, guint column, Marks *marks)
{
    g_autoptr(GArray) lines = paragraph_break(paragraph, 1e6, 0, FALSE);
    const Face *face = fonts_first(grid->style.fonts, grid->style.font, FALSE);
    const double needed = paragraph_width(paragraph) * size;

    if (grid->forced && needed > width)
        size *= width / needed;
    const LinePlace place = {.x = x,
                             .y = y + face->ascent / (face->ascent + face->descent) * size,
                             .size = size,
                             .width = width / size,
                             .align = align,
                             .colour = colour,
                             .accent = grid->style.accent,
                             .frame = grid->style.frame,
                             .column = column,
                             .first = TRUE};

    if (lines->len > 0)
        paragraph_put(paragraph, &g_array_index(lines, Line, 0), &place, marks);
}

static void name_put(const NameGrid *grid, const Name *name, double x, double y, guint column, Marks *marks)
{
    const double pitch = grid->width / grid->columns;
    const double left = x + name->column * pitch, room = name->span * pitch;
    const double spread = MIN(3, grid->cell) * grid->size;
    const double top = y + (ROW_HEIGHT - 1) / 2 * grid->size;

    marks_begin(marks, "LI", NULL);
    if (name->spread && spread > name->width * grid->size)
        text_put(grid, name->name, grid->size, ALIGN_SPREAD, grid->style.colour, left + (room - spread) / 2,
                 spread, top, column, marks);
    else
        text_put(grid, name->name, grid->size, ALIGN_CENTRE, grid->style.colour, left, room, top, column,
                 marks);
    if (name->note)
        text_put(grid, name->note, grid->size * NOTE_SCALE, ALIGN_CENTRE, grid->style.colour, left, room,
                 top + 1.2 * grid->size, column, marks);
    marks_end(marks);
}

void names_put_row(const NameGrid *grid, guint row, double x, double y, guint column, Marks *marks)
{
    const guint end =
        row + 1 < grid->rows->len ? g_array_index(grid->rows, guint, row + 1) : grid->names->len;

    for (guint i = g_array_index(grid->rows, guint, row); i < end; i++)
        name_put(grid, &g_array_index(grid->names, Name, i), x, y, column, marks);
}

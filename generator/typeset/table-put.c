/* SPDX-License-Identifier: MIT */
#include "typeset/table-private.h"

/* In sizes. */
#define RULE 0.09
#define HAIRLINE 0.035
/* Of forms, in points, whatever their size: they are filled in by hand and copied. */
#define FORM_RULE 0.5

/* A line across, in the middle of which is `y`. */
static void line_across(const Table *table, double x, double y, double thick, Colour colour, Marks *marks)
{
    const double over = table->ruled ? thick / 2 : 0;

    marks_rectangle(marks, colour, x - over, y - thick / 2, table->width + 2 * over, thick);
}

static void top_put(const Table *table, double x, double y, Marks *marks)
{
    if (table->ruled)
        line_across(table, x, y, FORM_RULE, table->colour, marks);
    else
        line_across(table, x, y, RULE * table->size, table->accent, marks);
}

/* Between cells; `cells`: of how many. */
static void walls_put(const Table *table, guint cells, double x, double y, double height, Marks *marks)
{
    const double half = FORM_RULE / 2;

    for (guint i = 0; table->ruled && i < cells; i++)
        marks_rectangle(marks, table->colour, x + table->columns[i].x - half, y, FORM_RULE, height);
    if (table->ruled)
        marks_rectangle(marks, table->colour, x + table->width - half, y, FORM_RULE, height);
}

/* Between rows, and where a page ends within one. */
static void rules_put(const Table *table, guint index, guint row, double x, double y, Marks *marks)
{
    const double height = table_row_height(table, index), bottom = y + height;
    const gboolean head = table->headed && row == 0;
    const gboolean strong = head || index + 1 == table_rows(table);

    if (head && table->filled)
        marks_rectangle(marks, table->fill, x, y, table->width, height);
    if (index == 0)
        top_put(table, x, y, marks);
    walls_put(table, row_cells(table, row), x, y, height, marks);
    if (table->ruled)
        line_across(table, x, bottom, FORM_RULE, table->colour, marks);
    else
        line_across(table, x, bottom, (strong ? RULE : HAIRLINE) * table->size,
                    strong ? table->accent : table->hair, marks);
}

static void cell_put(const Table *table, guint row, guint column, double x, double y, guint number,
                     Marks *marks)
{
    Galley *cell = cell_at(table, row, column);
    const double height = galley_height(cell, cell_size(table, row, column), cell_width(table, row, column));

    const double above = table->top ? PADDING_Y * table->size : (table->heights[row] - height) / 2;
    galley_put_at(cell, x, y + above, number, marks);
}

static void cell_put_part(const Table *table, guint index, guint column, double x, double y, guint number,
                          Marks *marks)
{
    const TablePart *part = part_at(table, index);
    const guint first = part->index > 0 ? part_at(table, index - 1)->ends[column] : 0;

    galley_put_part(cell_at(table, part->row, column), first, part->ends[column], x,
                    y + PADDING_Y * table->size, number, marks);
}

void table_cell_end(const Table *table, guint column, double *right, double *top)
{
    const TableColumn *at = &table->columns[column];

    *right = at->x + at->width - PADDING_X * table->size;
    *top = PADDING_Y * table->size;
}

void table_put_row(Table *table, guint index, double x, double y, guint column, Marks *marks)
{
    const TablePart *part = table->parts ? part_at(table, index) : NULL;
    const guint row = part ? part->row : index;
    const char *tag = table->headed && row == 0 ? "TH" : "TD";

    marks_begin(marks, "TR", NULL);
    rules_put(table, index, row, x, y, marks);
    for (guint i = 0; i < row_cells(table, row); i++) {
        const double left = x + (is_heading(table, row) ? 0 : table->columns[i].x) + PADDING_X * table->size;
        marks_begin(marks, tag, NULL);
        if (cell_at(table, row, i) && part && part->ends)
            cell_put_part(table, index, i, left, y, column, marks);
        else if (cell_at(table, row, i))
            cell_put(table, row, i, left, y, column, marks);
        marks_end(marks);
    }
    marks_end(marks);
}

void table_put_top(const Table *table, double x, double y, Marks *marks)
{
    top_put(table, x, y, marks);
}

void table_put_blank(const Table *table, double x, double y, double height, Marks *marks)
{
    walls_put(table, table->n_columns, x, y, height, marks);
    if (table->ruled)
        line_across(table, x, y + height, FORM_RULE, table->colour, marks);
    else
        line_across(table, x, y + height, HAIRLINE * table->size, table->hair, marks);
}

/* SPDX-License-Identifier: MIT */
#pragma once

#include "typeset/table.h"

/* In sizes. */
#define PADDING_X 0.55
#define PADDING_Y 0.34

typedef struct {
    double natural, least; /* what its cells need, in sizes of the table */
    double word;           /* its longest word: what it needs when there is no other way */
    double scale;
    double share;
    double x, width; /* as set, in points, with the padding */
} TableColumn;

struct Table {
    guint rows;
    guint n_columns;
    gboolean headed, ruled, filled, top;
    Colour colour, accent, fill, hair;
    TableColumn *columns;
    gboolean *headings;
    Galley **cells;
    double *heights; /* of rows, as set */
    double size, width;
    double limit; /* of a row's height; 0: none */
    gboolean forced;
    GArray *parts; /* TablePart: of rows that are divided, in their order; each has at least one; or NULL */
};

/* A part of a row: of each of its cells, the slabs from those of the part before up to these. */
typedef struct {
    guint row;
    guint index; /* among the parts of the row */
    double height;
    guint *ends; /* of each cell: its slabs up to here */
} TablePart;

static inline const TablePart *part_at(const Table *table, guint index)
{
    return &g_array_index(table->parts, TablePart, index);
}

static inline Galley *cell_at(const Table *table, guint row, guint column)
{
    return table->cells[row * table->n_columns + column];
}

static inline gboolean is_heading(const Table *table, guint row)
{
    return table->headings[row];
}

/* The cells of a row: a heading has one. */
static inline guint row_cells(const Table *table, guint row)
{
    return is_heading(table, row) ? 1 : table->n_columns;
}

/* Of a cell, in points, without the padding. */
static inline double cell_width(const Table *table, guint row, guint column)
{
    const double whole = is_heading(table, row) ? table->width : table->columns[column].width;

    return whole - 2 * PADDING_X * table->size;
}

static inline double cell_size(const Table *table, guint row, guint column)
{
    return is_heading(table, row) ? table->size : table->size * table->columns[column].scale;
}

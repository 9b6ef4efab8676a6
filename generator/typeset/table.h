/* SPDX-License-Identifier: MIT */
/* Private to typeset/: a table, whose rows are set and written one by one. */
#pragma once

#include "typeset/galley.h"

typedef struct {
    guint rows, columns;
    gboolean headed;                   /* the first row is the head */
    gboolean ruled;                    /* lines around each cell, as forms have them */
    gboolean filled;                   /* `fill` is behind the head */
    gboolean top;                      /* what is lower than its row stands at its head, not in the middle */
    Colour colour, accent, fill, hair; /* `hair`: of lines between rows */
    const double *shares; /* of each column of the width; 0: by what stands in it; NULL: all so */
    const double *scales; /* of each column of the size; NULL: 1 */
    const gboolean
        *headings; /* rows whose first cell goes over all columns, and stays with the next; or NULL */
} TableShape;

typedef struct Table Table;

/* Takes the galleys of `cells`, rows × columns, NULL for an empty one; what `shape` points at is copied. */
Table *table_new(const TableShape *shape, Galley *const *cells);
void table_free(Table *table);

/* Those that it is put in: before it is set, those that it was made of. */
guint table_rows(const Table *table);
/* The row it was made of that one is, or is a part of. */
guint table_row_source(const Table *table, guint row);
guint table_characters(const Table *table);
/* What it needs without breaking a line (`least`: a word), in sizes. */
double table_width(const Table *table, gboolean least);

/* Columns may be as narrow as their words are from here on, not only as is good to read. */
void table_squeeze(Table *table);
/* From here on shares are what columns wish for, at that size and width: what needs more gets it. */
void table_ease(Table *table, double size, double width);
/* It is set from here on however narrow it has to be: words are broken, and at the last it is smaller. */
void table_force(Table *table);
/*
 * Rows that are higher than so many points, with the head, are divided between the lines of their cells, from
 * the next table_set() on: each part counts as a row below. A head that is higher than a part of that is not
 * repeated. 0: none is divided.
 */
void table_divide(Table *table, double height);
/* FALSE where it cannot be so narrow. In points. */
gboolean table_set(Table *table, double size, double width);

/* Makes each row so much higher, in points. */
void table_spread(Table *table, double height);
/* As set. */
double table_row_height(const Table *table, guint row);
double table_head_height(const Table *table);
/* Of a row with nothing in it. */
double table_blank_height(const Table *table);
/* Whether the row stays with the one after it: the head with two rows, and the last with the one before. */
gboolean table_row_is_kept(const Table *table, guint row);
/* Of a column of a row that is put at 0, 0: the right end of what stands in it, and the top of its first
 * line.
 */
void table_cell_end(const Table *table, guint column, double *right, double *top);
void table_put_row(Table *table, guint row, double x, double y, guint column, Marks *marks);
/* The line above the first row of a page, where that is not the head. */
void table_put_top(const Table *table, double x, double y, Marks *marks);
/* The lines of a row with nothing in it. */
void table_put_blank(const Table *table, double x, double y, double height, Marks *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

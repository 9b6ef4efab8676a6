/* SPDX-License-Identifier: MIT */
/* Rows and columns, as a spreadsheet has them: what CSV files and workbooks become. */
#pragma once

#include "content/value.h"
#include "text/source.h"

/* Limit of one table; what exceeds it is reported. */
#define TABLE_CELLS_MAX 1000000

typedef struct {
    const char *text; /* as it stands there, NUL-terminated UTF-8 */
    gsize length;     /* bytes */
    guint line;       /* where it begins in the source */
    guint column;
} Cell;

typedef struct {
    guint number; /* as Excel counts, from 1, empty rows included */
    guint count;
    const Cell *cells;
} Row;

/* Everything lies in the arena of its reader. */
typedef struct {
    const Source *source;
    gboolean workbook; /* a line of the source is a row; its columns mean nothing to the author */
    const Row *rows;   /* those that hold anything; the first one names the columns */
    guint n_rows;
} Table;

/* How many cells the row has without the empty ones that Excel leaves at its end; `least` of them at least.
 */
guint row_columns(const Row *row, guint least);
/* The number of a column as Excel names it, from 0: A, B, …, Z, AA. Newly allocated. */
char *table_column(guint index);

/* Reports an error at a cell, with its row and column in words; FALSE. */
gboolean table_refuse(const Table *table, Diagnostics *diagnostics, const Cell *cell, const char *hint,
                      const char *format, ...) G_GNUC_PRINTF(5, 6);
/* Adds what was reported of places in the table, each with its row and column in words. */
void table_report(const Table *table, Diagnostics *diagnostics, const Diagnostics *found);

/*
 * Whether each column that is named has a name of its own, and each row as many values as the first one: at
 * the end empty ones may stand. FALSE after diagnostics; rows that are wrong are taken out, `*rest` gets the
 * table without them (nothing, where a title stands above the names).
 */
gboolean table_check(const Table *table, Arena *arena, Diagnostics *diagnostics, Table *rest);

/*
 * The table in free form: `records`, a list of records of texts by the names of their columns; `header`,
 * unless NULL: a list of those names. FALSE after diagnostics.
 */
gboolean table_read(const Table *table, Arena *arena, Diagnostics *diagnostics, Value *records,
                    Value *header);

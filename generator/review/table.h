/* SPDX-License-Identifier: MIT */
/* The tables of a text, as cells. */
#pragma once

#include "review/prose.h"

typedef struct {
    gsize start, end; /* without white space around it */
} Cell;

typedef struct {
    GArray *cells; /* Cell, row by row; what a row lacks is empty */
    guint rows;    /* the header is the first one */
    guint columns;
} Table;

Table *table_new(void);
void table_free(Table *table);
/* Reads the table that begins at the line `at`; the line after it. Where none begins, `at`. */
guint table_read(Table *table, const Prose *prose, guint at);

static inline Cell table_cell(const Table *table, guint row, guint column)
{
    return g_array_index(table->cells, Cell, row * table->columns + column);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

/* SPDX-License-Identifier: MIT */
/* The tables of a text, as cells. */
#pragma once

#include "review/prose.h"

typedef struct {
    gsize start, end; /* without white space around it */
} ProseCell;

typedef struct {
    GArray *cells; /* ProseCell, row by row; what a row lacks is empty */
    guint rows;    /* the header is the first one */
    guint columns;
} ProseTable;

ProseTable *prose_table_new(void);
void prose_table_free(ProseTable *table);
/* Reads the table that begins at the line `at`; the line after it. Where none begins, `at`. */
guint prose_table_read(ProseTable *table, const Prose *prose, guint at);

static inline ProseCell prose_table_cell(const ProseTable *table, guint row, guint column)
{
    return g_array_index(table->cells, ProseCell, row * table->columns + column);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProseTable, prose_table_free)

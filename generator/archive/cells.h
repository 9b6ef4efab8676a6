/* SPDX-License-Identifier: MIT */
/*
 * Tables as CSV (RFC 4180) that Excel, WPS and programs read: with a byte order mark, without which Excel
 * takes UTF-8 for another encoding, and nothing in a cell that a spreadsheet would run.
 */
#pragma once

#include "escape/escape.h"

typedef struct {
    GString *text;
    Escaper *escaper;
    Context context;
    gboolean inside; /* a row has begun */
} Cells;

Cells *cells_new(void);
/* The next cell of the row; NULL: an empty one. An apostrophe stands before what would be run as a formula;
 * all else is as it is written, for programs that read it. */
void cells_add(Cells *cells, const char *text);
/* One that is a number of the program's own: "12", "7.5"; NULL: an empty one. */
void cells_add_literal(Cells *cells, const char *number);
void cells_end_row(Cells *cells);
/* The text, newly allocated; frees the rest. */
GString *cells_free(Cells *cells);

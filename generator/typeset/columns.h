/* SPDX-License-Identifier: MIT */
/* Private to typeset/: slabs into the columns of a frame. */
#pragma once

#include "typeset/galley.h"

typedef struct {
    guint count;
    double height;  /* of each, in points */
    double pitch;   /* of the grid that lines stand on; 0: none */
    double trim;    /* empty above and below a line of the body */
    gboolean whole; /* nothing that is kept together is divided, however high it is */
    gboolean even;  /* what is off the grid keeps the proportions of the room around it: in books */
} Columns;

/*
 * Whether the slabs go into the columns. `places`: if not NULL, one for each: x is 0, y from the top of
 * the columns. A slab is divided from one that it is kept with only where both are higher than a column, and
 * never if all is to be `whole`.
 */
gboolean columns_fill(const Columns *columns, const GArray *slabs, SlabPlace *places);
/* Fills all columns from slab `first` on: the index after the last that has room; at least one has. */
guint columns_fill_from(const Columns *columns, const GArray *slabs, guint first, SlabPlace *places);
/* The least height at which they still go into as many columns; they go into `columns`. */
double columns_balance(const Columns *columns, const GArray *slabs);
/* The height of all of them in one column. */
double columns_needed(const Columns *columns, const GArray *slabs);

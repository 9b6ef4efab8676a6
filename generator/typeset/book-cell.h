/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what stands in the cells of a book's table. */
#pragma once

#include "typeset/book-strip.h"

/* Of one table. */
typedef struct {
    BookSetting *setting;
    const BookPiece *piece;
    double size; /* in points */
} BookCells;

/* The text, Markdown or picture of a cell of `part`; all of it a link where `address` is not NULL. NULL: an
 * empty one. */
Galley *book_cell_new(const BookCells *cells, const FramePart *part, const char *text, const char *address);
/* The head of a column, or of a group. */
Galley *book_cell_bold(const BookCells *cells, const char *text, FrameAlign align);

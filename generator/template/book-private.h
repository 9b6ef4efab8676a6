/* SPDX-License-Identifier: MIT */
/* Private to template/: the table that book() of book.lua gives. */
#pragma once

#include "template/book.h"
#include "template/sheet-frame.h"

/* A book that is being read. */
typedef struct {
    FrameReader reader;
    Book *book;
    GArray *pieces;      /* BookPiece */
    GHashTable *anchors; /* set of those that are taken */
    guint depth;         /* of lists within lists of pieces */
} BookReader;

/* What the members of the table at `table` say of the book as a whole. */
void book_read_settings(BookReader *b, int table);
/* Adds the pieces in the list at `table`. */
void book_read_pieces(BookReader *b, int table);
/* What the piece of that kind at `table` holds, `index` being the value of the member that names its kind.
 * FALSE if there is nothing to show. */
gboolean book_read_photos(BookReader *b, int table, int index, BookPiece *piece);
gboolean book_read_chart(BookReader *b, int table, BookPiece *piece);
gboolean book_read_sheet(BookReader *b, int table, int index, BookPiece *piece);
/* The names of an index without groups in the order of pinyin, each once with all its targets, grouped by
 * letter. */
void book_sort_index(BookReader *b, BookPiece *piece);

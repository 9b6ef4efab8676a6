/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what all pieces of a book share while it is laid out. book-strip.h has what they use.
 */
#pragma once

#include "typeset/book-strip.h"

/* Reads the style of the book, and all names of places in it. `missing` and `arena` are the caller's. */
void book_setting_init(BookSetting *setting, Fonts *fonts, const Book *book, Arena *arena, GArray *missing,
                       Diagnostics *diagnostics);
void book_setting_clear(BookSetting *setting);

/* Warns of what no font has, in the piece that has been made. */
void book_report_missing(BookSetting *setting);

/* Margins of a page, in points. */
typedef struct {
    double left, top, right, bottom;
} BookMargins;

/* `page` from 0: the first one is a right-hand page. */
BookMargins book_margins(const BookSetting *setting, guint page);
gboolean book_page_is_left(const BookSetting *setting, guint page);

/* Where a named place stands. */
typedef struct {
    const char *name; /* of the BookPlace: "d12" */
    guint number;     /* among all of them */
    gboolean placed;
    guint page; /* from 0 */
    double y;
} BookTarget;

/* NULL: there is none of that name. Names are the authors'. */
BookTarget *book_target(const BookSetting *setting, const char *anchor);
/* All of them in the order in which they stand in the book: BookTarget *. */
const GPtrArray *book_targets(const BookSetting *setting);
/* The place of a chapter's or heading's own. */
BookTarget *book_own_target(const BookSetting *setting, const BookPiece *piece);

/*
 * Of what level the piece is in the outline: 1 for a chapter and for the title of contents or of an index
 * that list anything; 0: it is not in it.
 */
guint book_piece_level(const BookSetting *setting, const BookPiece *piece);
/* Whether it stands in contents of so many levels. */
gboolean book_is_listed(const BookSetting *setting, const BookPiece *piece, guint levels);
guint book_contents_levels(const BookPiece *piece);

/* A number of a page as the index and the contents give it. Newly allocated. */
char *book_page_number(guint page);

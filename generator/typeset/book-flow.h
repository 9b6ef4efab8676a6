/* SPDX-License-Identifier: MIT */
/* Private to typeset/: strips into pages. */
#pragma once

#include "typeset/book-setting.h"

/* A page, before anything is put on it. */
typedef struct {
    const BookPiece *sheet;   /* BOOK_SHEET; or NULL */
    const BookPiece *chapter; /* the last piece of level 1 before its end; or NULL */
    gboolean opening;         /* that begins here */
    gboolean blank;
} BookLeaf;

/* Strips of a run on a page, with their places from the top left corner of the paper. */
typedef struct {
    BookRun *run;
    guint first, end;
    guint page;
    const SlabPlace *places; /* of all strips of the run */
} BookFragment;

typedef struct BookFlow BookFlow;

BookFlow *book_flow_new(const BookSetting *setting);
void book_flow_free(BookFlow *flow);

/* What comes next. Runs are borrowed, and must outlive the flow; NULL: nothing of the piece is to be seen,
 * but its places are. */
void book_flow_add(BookFlow *flow, const BookPiece *piece, BookRun *run);
/* The next thing begins a page; of a chapter, as the style says, an odd one. */
void book_flow_break(BookFlow *flow, const BookPiece *chapter);
void book_flow_blank(BookFlow *flow); /* a page with nothing on it */
void book_flow_sheet(BookFlow *flow, const BookPiece *piece);
/* Divides what has come so far; its targets have pages. */
void book_flow_settle(BookFlow *flow);
/* The end: all targets have pages. */
void book_flow_finish(BookFlow *flow);

guint book_flow_pages(const BookFlow *flow);
/* It has more pages than BOOK_PAGES_MAX, and nothing further is added. */
gboolean book_flow_is_over(const BookFlow *flow);
const BookLeaf *book_flow_leaf(const BookFlow *flow, guint page);
const GArray *book_flow_fragments(const BookFlow *flow); /* BookFragment, in the order of pages */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookFlow, book_flow_free)

/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: how the pieces of a book become pages. Each piece is made into a run of strips; a
 * strip is what no page divides: a line, a row of a table, a row of pictures. A strip is a Slab (galley.h):
 * its height, the room above it, whether it stays on a page with the next one, and the head that is repeated
 * above it at the head of a page. The pager (book-flow.c) divides strips into pages; then each run writes
 * those of its strips that stand on a page, page by page in their order.
 *
 * Nothing is ever refused, cut off or lost: no strip is higher than setting->height (with its head), none is
 * wider than setting->width. What could be is divided before (table_divide() of table.h), scaled down
 * (pictures), or broken by force.
 */
#pragma once

#include "typeset/book-pages.h"
#include "typeset/galley.h"

/* What stands in the place of a character that no font has: 〓. For TextStyle, NameStyle, ParagraphStyle. */
#define BOOK_SUBSTITUTE 0x3013

typedef struct BookAnchors BookAnchors;

/* A book being laid out. Lengths are in points. */
typedef struct {
    Fonts *fonts;
    const Book *book;
    Diagnostics *diagnostics;
    Arena *arena;           /* that of the BookPages: lives as long as the pages */
    double width, height;   /* of the text on a page */
    double size, pitch;     /* of the body's text; from line to line: a page is a whole number of them */
    GArray *missing;        /* MissingCharacter: of the piece that is being made; reported after it */
    BookAnchors *anchors;   /* all names of places there are in the book */
    const BookPiece *piece; /* that is being made */
    guint level;            /* of the last heading: 1 after a chapter; 0: there was none */
} BookSetting;

/* A named place within a run: where strip `strip` stands. `name` is the author's (BookItem.anchor). */
typedef struct {
    guint strip;
    const char *name;
} BookAnchor;

typedef struct BookRun BookRun;

/*
 * A piece, made into strips. A kind of run embeds this struct at its beginning; whoever makes one sets what
 * it needs, with book_run_init() first.
 */
struct BookRun {
    const BookPiece *piece;
    GArray *slabs; /* Slab: its strips; the run's; filled when it is made. Slab.item and .index are its own */
    GArray *anchors; /* BookAnchor, in the order of strips. That of the piece itself is the pager's affair */
    gboolean leads;  /* its last strip stays with at least two lines or rows of what follows: a heading */
    double after;    /* room below it, but for the foot of a page */
    guint columns;   /* > 1: its strips are as wide as such a column, and fill the rest
                        of the page in so many, balanced where all of the rest has room. 0, 1: one */
    double gap;      /* between them */
    gboolean swept;  /* begins a page */

    /*
     * Writes strips from `first` up to `end`, which are on one page. `places[i]` is the place of strip i: x
     * of its left edge, y of its top; `head`: its head is repeated above it, from y - Slab.head. Elements
     * that are begun must be ended.
     */
    void (*put)(BookRun *run, guint first, guint end, const SlabPlace *places, Marks *marks);
    /*
     * The last strips stand on a page with `room` left below them, the first of them on that page being
     * `first`: appends strips (of empty rows: BookPiece.rows_least) to `slabs`, no higher together than
     * `room`. Or NULL. Called anew, without what it has added, where the book is divided anew.
     */
    void (*fill)(BookRun *run, guint first, double room);
    void (*free)(BookRun *run); /* of what it has beside the members above, and itself */
};

void book_run_init(BookRun *run, const BookPiece *piece);
void book_run_free(BookRun *run);

/* The font of headings and of large words. */
const char *book_heading_font(const BookSetting *setting);
/* How text in a book looks: substitutes, colours, leading, indent. At `setting->size` times what is set. */
TextStyle book_text_style(const BookSetting *setting);

/*
 * A galley set at `size` and `width`, whatever is in it: pictures that cannot be read become their words,
 * with a warning; tables are squeezed, then broken by force. Takes `blocks`.
 */
Galley *book_galley(BookSetting *setting, Blocks *blocks, const TextStyle *style, double size, double width);
/* Markdown; where it is beyond the limits of markup/limit.h plain text, with a warning. */
Blocks *book_blocks(BookSetting *setting, const char *text);

/*
 * A run of galleys below each other, each set at setting->width or less: book_galleys_add() takes one, which
 * stands `x` from the left, with so much room above it at least. No strip of it, or the last (`kept`), is
 * kept with what follows but as the galley has it.
 */
BookRun *book_galleys_new(const BookPiece *piece);
void book_galleys_add(BookRun *run, Galley *galley, double x, double before, gboolean kept);
/* A rule of that width and height, kept with what follows. */
void book_galleys_rule(BookRun *run, Colour colour, double width, double height, double before);

/* A warning at the piece's place. */
void book_warn(const BookSetting *setting, const char *hint, const char *format, ...) G_GNUC_PRINTF(3, 4);

/*
 * The address of the first of `targets` that is in the book: "#d12", for the `url` of a Span with SPAN_LINK
 * (line-put.c makes it a link within the document); or NULL. Owned by the setting.
 */
const char *book_link(const BookSetting *setting, const char *const *targets);

/*
 * The kinds of pieces. NULL: there is nothing of it to be seen (a table without rows, a chart without any).
 */
BookRun *book_text_new(BookSetting *setting, const BookPiece *piece); /* BOOK_TEXT: book-text.c */
BookRun *book_heading_new(BookSetting *setting,
                          const BookPiece *piece); /* CHAPTER, HEADING: book-heading.c */
BookRun *book_figures_new(BookSetting *setting, const BookPiece *piece); /* BOOK_FIGURES: book-figures.c */
BookRun *book_names_new(BookSetting *setting, const BookPiece *piece);   /* BOOK_NAMES: book-names.c */
BookRun *book_table_new(BookSetting *setting, const BookPiece *piece);   /* BOOK_TABLE: book-table.c */
BookRun *book_chart_new(BookSetting *setting, const BookPiece *piece);   /* BOOK_CHART: book-chart.c */
BookRun *book_photos_new(BookSetting *setting, const BookPiece *piece);  /* BOOK_PICTURES: book-photos.c */

/*
 * BOOK_SHEET (book-sheet.c): sets `paper`, `marks`, `artwork` and `sheet` of a page. FALSE after diagnostics:
 * what the sheet refuses.
 */
gboolean book_sheet_read(BookSetting *setting, const BookPiece *piece, BookPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookRun, book_run_free)

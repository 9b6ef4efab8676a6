/* SPDX-License-Identifier: MIT */
/*
 * What is to stand in a book: pieces one after the other, which the typesetter divides into pages. Pure data,
 * as a Sheet is (sheet.h). Strings are UTF-8 and borrowed: whoever makes a Book owns them, as a rule in an
 * arena. Sizes are in points, sides of paper in millimetres.
 *
 * Nothing in a book is refused because of its size or of what is in it: what is too wide is set narrower, a
 * table goes over pages with its head repeated, a character that no font has becomes 〓 (U+3013, the mark
 * that printers put in the place of a missing type), a picture that cannot be read becomes its words; the
 * latter two are warnings at the piece's place.
 */
#pragma once

#include "picture/chart.h"
#include "typeset/sheet.h"

/* How many pages a book may have: far more than any year, and what runs away ends. */
#define BOOK_PAGES_MAX 5000

/* What the page numbers count. The first page of the file is number 1, whether or not the number stands on
 * it. */
typedef enum {
    NUMBERS_THROUGH, /* pages of the book: "12" */
    NUMBERS_CHAPTER, /* pages of each chapter: "2/5"; contents and index tell those of the book */
} BookNumbers;

typedef struct {
    Paper paper;                      /* upright or not */
    double top, bottom, inner, outer; /* margins of the text, in millimetres; `inner` at the binding */
    gboolean duplex;                  /* printed on both sides: even pages have the binding on their right */
    gboolean right;                   /* chapters begin on odd pages */
    BookNumbers numbers;
    const char *font, *heading_font; /* roles of theme.lua: "serif", "sans" */
    double size;                     /* of the body's text, in points */
    double leading;                  /* from line to line, in sizes */
    double indent;                   /* of the first line of a paragraph, in sizes */
    Colour ink, quiet, accent; /* text; running heads, captions, leaders; headings, rules, links, charts */
    Colour fill;               /* behind heads of tables and figures; a light one */
} BookStyle;

typedef enum {
    BOOK_SHEET,    /* `sheet`: pages of their own without running head and number: a cover, a form, labels */
    BOOK_CHAPTER,  /* `text`: begins a page; running head, outline, contents */
    BOOK_HEADING,  /* `text` of `level` 2 to 4; outline; contents up to `contents` levels of that piece */
    BOOK_TEXT,     /* `text`: Markdown, with `pictures`; its headings stand below the last heading's level */
    BOOK_TABLE,    /* `parts`, `items`: rows; heads repeated; groups as headings over all columns */
    BOOK_CHART,    /* `chart`: a bar, stacked, line or donut chart, drawn with its numbers */
    BOOK_PICTURES, /* `photos` in rows, of one height in each, with captions */
    BOOK_FIGURES,  /* items of cells { number, unit, what it counts }: large numbers beside each other */
    BOOK_NAMES,    /* items of cells { name, note }: as a roster, spread in columns */
    BOOK_CONTENTS, /* chapters and headings of the pieces after it, with leaders and page numbers; its title
                      begins a page, and is in the outline */
    BOOK_INDEX, /* items of cells { name, note }, groups ("A", "B"); `targets`: pages where they are told of;
                   who has none in this book is left out. Its title is as that of a chapter */
    BOOK_PAGE,  /* what follows begins a page */
} BookPieceKind;

/* A row of a table, a name, a figure, a line of an index. */
typedef struct {
    const char *const *cells;   /* n_parts of them (tables), else as BookPieceKind says; NULL: an empty one */
    const char *group;          /* a heading before the first item of each group; or NULL */
    const char *anchor;         /* name of this place, for targets; or NULL */
    const char *const *targets; /* anchors, NULL-terminated; or NULL. Of an index: all its pages are listed,
                                   each once; else the first cell is a link to the first that is there */
} BookItem;

typedef struct {
    const char *file;    /* absolute path */
    const char *caption; /* or NULL */
    double focus_x, focus_y;
} BookPhoto;

typedef struct {
    BookPieceKind kind;
    const char *text;   /* CHAPTER, HEADING, TEXT; CONTENTS, INDEX: their title, or NULL; SHEET: its name in
                           the outline, or NULL */
    const char *anchor; /* name of this place, for targets; or NULL */
    guint level;        /* HEADING: 2 to 4; CONTENTS: how many levels it lists, 0: 2; SHEET: in the outline,
                           0: 1 */
    guint columns;      /* FIGURES, NAMES, INDEX, PICTURES: beside each other; 0: as many as are good */
    gboolean unlisted;  /* CHAPTER, HEADING: not in the contents */
    const char *note; /* CHAPTER, HEADING: a line below it in quiet: "共23件"; TABLE, CHART: a note below; of
                         a form (`ruled`, `rows_least`) its name, above; or NULL */
    Place place;      /* what messages point at: the entry; or none */
    const Sheet *sheet;           /* SHEET; its place is its own */
    const FramePicture *pictures; /* TEXT: those in it that are known; any other is shown as its words */
    guint n_pictures;
    double scale;   /* TEXT, TABLE, NAMES: of the body's size; 0: 1 (tables: 0.9) */
    gboolean ruled; /* TABLE: lines around every cell, as forms have them; CHAPTER: that of a form, in the
                       middle, without a rule */
    guint
        rows_least; /* TABLE: filled up with empty rows to so many on its last page, as forms are; 0: none */
    const FramePart *parts; /* TABLE */
    guint n_parts;
    const BookItem *items;
    guint n_items;
    const Chart *chart; /* CHART */
    double height; /* CHART: of the picture; PICTURES: of a row, at most; in millimetres; 0: what is good */
    const BookPhoto *photos;
    guint n_photos;
} BookPiece;

typedef struct {
    const char *name; /* how messages call it: "yearbook" */
    BookStyle style;
    const BookPiece *pieces;
    guint n_pieces;
    const char *running; /* running head of even pages; NULL: the title. That of odd ones is the chapter */
    /* A word for numbers in the index and tables that link to pages: "第%s页" has %s; or NULL: the number
     * alone. */
    const char *page_word;
    const char *root; /* of the site; or NULL */

    /* Metadata, as in Sheet. */
    const char *title, *author, *subject, *keywords;
    const char *language;
    const char *created;
} Book;

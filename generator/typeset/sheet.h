/* SPDX-License-Identifier: MIT */
/*
 * What is to stand on one sheet: an artwork, and what goes into its frames. Pure data, which sheet.lua of a
 * theme gives (template/sheet.h) and the typesetter makes into a picture (module.h). Strings are UTF-8 and
 * borrowed: whoever makes a Sheet owns them, as a rule in an arena.
 */
#pragma once

#include "text/diagnostic.h"
#include "typeset/paper.h"

/* The largest file of artwork. */
#define ARTWORK_BYTES_MAX (8 * 1024 * 1024)

/* Red, green and blue: 0xRRGGBB. */
typedef guint32 Colour;

typedef enum {
    FRAME_TEXT,     /* `text`: lines as they are written, each never broken unless `lines` allows it */
    FRAME_MARKDOWN, /* `text`: Markdown in columns */
    FRAME_IMAGE,    /* `file` */
    FRAME_QR,       /* `text`: what the code says */
    FRAME_ROSTER,   /* items: names, spread evenly in rows; first cell the name, the second a note below it */
    FRAME_TABLE,    /* items: rows; a cell for each part */
    FRAME_CARDS,    /* items: cards in `columns`; the parts of each below each other */
} FrameKind;

typedef enum {
    ALIGN_DEFAULT, /* justified where text is Markdown, else centred */
    ALIGN_START,
    ALIGN_CENTRE,
    ALIGN_END,
    ALIGN_JUSTIFY,
    ALIGN_SPREAD, /* characters over the whole width: 主 办 */
} FrameAlign;

/* Of a Markdown text: its signature is what stands at its end, who says so and when ("居委会",
 * "2025年11月3日"). */
typedef enum { MARKDOWN_WHOLE, MARKDOWN_TEXT, MARKDOWN_SIGNATURE } MarkdownPart;

typedef enum { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM } FrameVertical;
typedef enum { FIT_CONTAIN, FIT_COVER } FrameFit;

/* How text looks. Sizes are in points on paper of the artwork's own size, and grow with the paper. */
typedef struct {
    const char *font; /* a role of theme.lua: "sans"; never NULL */
    gboolean bold;
    Colour colour;
    Colour accent;   /* headings, emphasis dots, rules, heads of tables */
    double smallest; /* of the body's text */
    double largest;  /* 0: as large as fits */
    double leading;  /* from line to line, in sizes: 1.7; 0: a sensible one */
    double indent;   /* of the first line of a paragraph, in sizes: 2 in Chinese; < 0: that */
    double tracking; /* added between characters, in sizes: 0.1 */
    FrameAlign align;
    FrameVertical valign;
} FrameStyle;

/* A column of a table, or a part of a card or of a roster's item. */
typedef struct {
    const char *title; /* head of the column; or NULL */
    double share;      /* of the width; 0: by what stands in it */
    FrameAlign align;
    gboolean bold;
    gboolean image;    /* its cells are files of pictures */
    gboolean markdown; /* its cells are Markdown, which may go over several lines */
    gboolean page;     /* BOOK_TABLE: its cells are the pages that the rows' targets are on */
    double scale;      /* of the size; 0: 1 */
    const char *font;  /* NULL: that of the frame */
    Colour colour;
    gboolean has_colour;
} FramePart;

/* One row, card or name. */
typedef struct {
    const char *const *cells; /* n_parts of them; NULL: an empty cell */
    const char *group;        /* a heading before the first item of each group; or NULL */
} FrameItem;

/* A picture in Markdown. */
typedef struct {
    const char *address; /* as its destination is written */
    const char *file;    /* absolute path; NULL: it is not to be shown, only what is said of it */
} FramePicture;

typedef struct {
    const char *id; /* of the shape in the artwork, without "frame-": "title" */
    FrameKind kind;
    FrameStyle style;
    const char *text;  /* TEXT, MARKDOWN, QR */
    guint lines;       /* TEXT: how many lines one may be broken into, where that makes it larger; 1: none */
    gboolean vertical; /* TEXT: from top to bottom, lines from right to left */
    guint columns;     /* MARKDOWN, ROSTER, CARDS: at most; 0: as many as are good */
    double gap;        /* MARKDOWN: between columns, in sizes; 0: 2 */
    const char *file;  /* IMAGE: absolute path */
    const char *alt;   /* IMAGE: in words, for those who hear the PDF; or NULL */
    const FramePicture *pictures; /* MARKDOWN: those in it that are known; any other is a mistake */
    guint n_pictures;
    MarkdownPart part;       /* MARKDOWN: how much of it stands in this frame */
    const char *otherwise;   /* MARKDOWN_SIGNATURE: lines for a text that has none; or NULL */
    FrameFit fit;            /* IMAGE */
    double focus_x, focus_y; /* IMAGE: what COVER keeps, 0 to 1; 0.5 each is the middle */
    const FramePart *parts;
    guint n_parts;
    const FrameItem *items;
    guint n_items;
} Frame;

typedef struct {
    const char *name;    /* of the sheet: "notice" */
    const char *artwork; /* bytes of an SVG file */
    gsize artwork_length;
    const char *artwork_file; /* as messages name it */
    double stretch; /* by how much its sides' proportion may be bent to that of the paper: 0.15; 0: not */
    Paper paper;
    const Frame *frames;
    guint n_frames;
    const char *root; /* of the site: messages name the files below it from there; or NULL */
    Place place;      /* what messages about too much text point at: the entry */

    /* Metadata. Each may be NULL but `title` and `language`. */
    const char *title, *author, *subject, *keywords;
    const char *language;    /* BCP 47: "zh-Hans" */
    const char *created;     /* ISO 8601 with a zone: of the metadata. The sheet's day, never the clock's */
    const char *source_name; /* the entry's source, which goes with the PDF: "2025-11-03-water.md" */
    const char *source;
    gsize source_length;
} Sheet;

typedef enum { FORMAT_PDF, FORMAT_PNG, FORMAT_SVG, N_FORMATS } SheetFormat;

/* How it is made. */
typedef struct {
    gboolean marks;    /* PDF: crop marks outside of the bleed */
    gboolean grey;     /* in shades of grey, with the contrasts kept */
    const Paper *tile; /* PDF: in pages of this paper, to be glued; or NULL */
    guint width;       /* PNG: pixels across; 0: 1080 */
} SheetOptions;

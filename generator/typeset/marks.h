/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: what stands where on a sheet, in the order of painting and of reading. Layout writes
 * it (flow.h and the like), drawing reads it (draw.h). Coordinates are points from the top left corner of the
 * trimmed sheet, y downwards.
 */
#pragma once

#include "typeset/face.h"

typedef enum {
    MARK_GLYPHS,
    MARK_RECTANGLE, /* filled */
    MARK_DOT,       /* filled circle */
    MARK_AREA,      /* a rectangle or a part of a ring, in a pattern */
    MARK_STROKE,    /* a line from point to point */
    MARK_IMAGE,
    MARK_QR,
    MARK_BEGIN, /* a structure element of tagged PDF begins: everything up to its MARK_END is in it */
    MARK_END,
    MARK_PLACE, /* what follows is of this place in the author's files: for messages */
} MarkKind;

/* How areas are told apart without colour, as charts of the website do (chart-mark.c). */
typedef enum {
    PATTERN_SOLID,
    PATTERN_STRIPES,
    PATTERN_DOTS,
    PATTERN_LINES,
    PATTERN_HOLLOW,
    PATTERN_TINT,
    N_PATTERNS,
} MarkPattern;

typedef enum { DASH_NONE, DASH_LONG, DASH_DOTS, DASH_MIXED, N_DASHES } MarkDash;

typedef struct {
    double x, y;
} MarkPoint;

typedef struct {
    guint glyph; /* of the face's own numbering */
    double x, y; /* its origin */
} MarkGlyph;

/* `bytes` of the run's text are shown by `glyphs` of its glyphs. */
typedef struct {
    guint bytes;
    guint glyphs;
} MarkCluster;

typedef struct {
    MarkKind kind;
    Colour colour;
    union {
        struct {
            const Face *face;
            double size;
            gboolean turned; /* each glyph by 90° clockwise about its origin: Latin in vertical text */
            const char *text;
            gsize length;
            const MarkGlyph *glyphs;
            guint n_glyphs;
            const MarkCluster *clusters;
            guint n_clusters;
        } run;
        struct {
            double x, y, width, height;
            double radius; /* of its corners */
        } rectangle;
        struct {
            double x, y, radius;
        } dot;
        struct {
            MarkPattern pattern;
            double x, y;          /* of a rectangle's corner; of a ring's middle */
            double width, height; /* of a rectangle */
            double radius;        /* of a ring; 0: it is a rectangle */
            double hole;          /* its inner radius */
            double from, to;      /* parts of the whole circle, from the top as the hands of a clock go */
        } area;
        struct {
            const MarkPoint *points;
            guint n_points;
            double thick;
            MarkDash dash;
        } stroke;
        struct {
            const char *file; /* absolute path */
            double x, y, width, height;
            FrameFit fit;
            double focus_x, focus_y;
            const char *alt;
        } image;
        struct {
            const char *text;
            double x, y, side; /* with its margin of four modules */
        } qr;
        struct {
            const char *tag; /* "H1", "P", "L", "LI", "Table", "TR", "TH", "TD", "Figure", "Link", … */
            const char *attributes; /* of cairo_tag_begin(): "uri='https://…'"; "dest='NAME'" for a place of a
                                       book, NAME without what attributes would quote; or NULL */
        } begin;
        Place place; /* what it points at is borrowed */
    };
} Mark;

/* A line as it was set, for those who check it. Lengths are in sizes. */
typedef struct {
    const char *frame;
    const char *text;     /* of the line, white space at its ends left out */
    double size;          /* in points */
    double width;         /* room there was */
    double natural;       /* what it needs with the punctuation as it stands, before it was stretched */
    double set;           /* what it has */
    double stretch;       /* the most that was put into a gap beyond what is natural; negative: taken out */
    gboolean first, last; /* of its paragraph */
    gboolean justified;
    gboolean forced; /* it ends within a word that has no place to break */
    guint column;
    double x, y; /* of its baseline's beginning, in points */
} MarkLine;

typedef struct Marks Marks;

Marks *marks_new(void);
void marks_free(Marks *marks);

/* Appends; what it points at is copied. */
void marks_add(Marks *marks, const Mark *mark);
void marks_begin(Marks *marks, const char *tag, const char *attributes);
void marks_end(Marks *marks);
void marks_place(Marks *marks, Place place);
void marks_rectangle(Marks *marks, Colour colour, double x, double y, double width, double height);
void marks_line(Marks *marks, const MarkLine *line);
/* Appends all of `from`, moved by so much. */
void marks_append(Marks *marks, const Marks *from, double x, double y);

guint marks_count(const Marks *marks);
const Mark *marks_at(const Marks *marks, guint index);
guint marks_count_lines(const Marks *marks);
const MarkLine *marks_line_at(const Marks *marks, guint index);

/* All lines as text, one a line with its measures and its words: what tests compare (docs in marks.c). */
void marks_print(const Marks *marks, GString *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Marks, marks_free)

/* SPDX-License-Identifier: MIT */
/* Private to typeset/: marks drawn with Cairo, on whatever surface. */
#pragma once

#include "typeset/draw.h"
#include "typeset/imprint.h"
#include "typeset/subset.h"

typedef enum { CANVAS_PDF, CANVAS_PIXELS, CANVAS_SVG } CanvasKind;

typedef struct BookPictures BookPictures;

/* How marks are drawn on a kind of surface. */
typedef struct {
    const Imprint *imprint;
    const Subsets *subsets;
    const BookPictures *pictures; /* read beforehand (book-pictures.h); NULL: each is read when it is drawn */
    GHashTable *places;           /* names that links lead to: attributes of the link; NULL: none */
    Diagnostics *diagnostics;
    CanvasKind kind;
    gboolean tagged;  /* structure is written */
    gboolean grey;    /* in shades of grey */
    double dots;      /* an inch of photos at the most */
    gint64 *lossless; /* pixels left for pictures that are kept as they are; NULL: each has its own */
} Canvas;

/* What is drawn next has that colour, or its grey. */
void canvas_colour(const Canvas *canvas, Colour colour, cairo_t *cairo);

/* Draws them; the trimmed corner is at the origin. FALSE after a diagnostic. */
gboolean marks_draw(const Marks *marks, const Canvas *canvas, cairo_t *cairo);
/* The artwork, the bleed, and the marks on it. */
gboolean sheet_draw(const Drawing *drawing, const Canvas *canvas, cairo_t *cairo, double bleed);

/* Dots an inch of photos on a paper: a large one is seen from afar. */
double paper_dots(Paper paper);

/* Gathers what a surface writes: a cairo_write_func_t whose closure is a GByteArray. */
cairo_status_t bytes_write(void *bytes, const unsigned char *data, unsigned int length);
/* Whether there are subsets, else a diagnostic. */
gboolean subsets_check(const Subsets *subsets, const Imprint *imprint, Diagnostics *diagnostics);
/* Whether all has gone well, else a diagnostic. */
gboolean surface_check(cairo_status_t status, const Imprint *imprint, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: the SVG that a sheet is drawn on. It may be made to harm: it is looked through before
 * librsvg gets it, and refers to nothing outside of itself.
 */
#pragma once

#include "typeset/sheet.h"

#include <cairo.h>

/* In points. */
typedef struct {
    double x, y, width, height;
} Box;

typedef struct Artwork Artwork;

/*
 * Reads the artwork of `sheet`, for its paper: the proportion of its sides is bent to that of the paper,
 * within sheet->stretch. NULL after a diagnostic that names the SVG file, with the line where there is one:
 * it is no SVG; it refers to another file or host; it declares entities; its <use> elements multiply beyond
 * measure; it holds text (which is to be a frame, or made into paths: no font is looked for here); its
 * proportion differs too much from the paper's.
 */
Artwork *artwork_new(const Sheet *sheet, gboolean grey, Diagnostics *diagnostics);
void artwork_free(Artwork *artwork);

/*
 * The box of the shape "frame-ID" on the paper, in points from the trimmed corner. FALSE where the artwork
 * has no such shape, or one without a size.
 */
gboolean artwork_frame(const Artwork *artwork, const char *id, Box *box);
/* Ids of all its frames, without "frame-", in the order of the file, NULL-terminated; borrowed. */
const char *const *artwork_frames(const Artwork *artwork);
/* By what sizes in points, which hold for paper of the artwork's own size, are multiplied. */
double artwork_scale(const Artwork *artwork);

/*
 * Draws it, without the frames, so that it covers the paper and `bleed` points around it; the trimmed corner
 * is at the origin. FALSE after a diagnostic.
 */
gboolean artwork_draw(const Artwork *artwork, cairo_t *cairo, double bleed, Diagnostics *diagnostics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Artwork, artwork_free)

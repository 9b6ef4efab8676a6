/* SPDX-License-Identifier: MIT */
/* Private to typeset/: marks on an artwork, as PDF, PNG and SVG. The same input gives the same bytes. */
#pragma once

#include "typeset/artwork.h"
#include "typeset/marks.h"

/* What is drawn. Everything is borrowed. */
typedef struct {
    const Sheet *sheet;
    const SheetOptions *options;
    const Artwork *artwork;
    const Marks *marks;
    Fonts *fonts;
} Drawing;

/* The bytes of a file; NULL after a diagnostic. */
GBytes *draw_pdf(const Drawing *drawing, Diagnostics *diagnostics);
GBytes *draw_png(const Drawing *drawing, Diagnostics *diagnostics);
GBytes *draw_svg(const Drawing *drawing, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what a printer cuts along, outside of the sheet. */
#pragma once

#include "typeset/pdf-finish.h"
#include "typeset/words.h"

/* Room for them beyond the bleed, in points. */
#define CROP_ROOM (8 * POINTS_PER_MM)

/* Draws the lines: at the corners and the middles of the sides, where they do not touch the bleed. */
void crop_draw(cairo_t *cairo, const PdfBoxes *boxes);
/* The line of words below: which sheet, for what, on which paper, of which day. The trimmed corner is at the
 * origin. */
void crop_words(const Words *words, const Sheet *sheet, const PdfBoxes *boxes);

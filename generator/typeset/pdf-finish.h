/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what printers need in a PDF and Cairo does not write. */
#pragma once

#include "typeset/draw.h"

/* Points, y downwards. */
typedef struct {
    double width, height; /* of the page as it is drawn */
    Box trim;
    double bleed;   /* around the trimmed sheet */
    gboolean shown; /* also what lies outside of the trimmed sheet is shown: marks */
} PdfBoxes;

/* Boxes, language, the entry's source. NULL after a diagnostic. */
GBytes *pdf_finish(GByteArray *bytes, const Drawing *drawing, const PdfBoxes *boxes,
                   Diagnostics *diagnostics);

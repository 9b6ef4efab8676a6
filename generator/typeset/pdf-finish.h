/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what printers need in a PDF and Cairo does not write. */
#pragma once

#include "typeset/artwork.h"
#include "typeset/imprint.h"

/* Of a page, in points, y downwards. */
typedef struct {
    double width, height; /* of the page as it is drawn */
    Box trim;
    double bleed;   /* around the trimmed sheet */
    gboolean shown; /* also what lies outside of the trimmed sheet is shown: marks */
} PdfBoxes;

typedef struct {
    const PdfBoxes *boxes; /* of the pages; the last of them holds for all that follow */
    guint n_boxes;         /* at least 1 */
    const Sheet *source;   /* whose entry goes with it, if it has a source; or NULL */
    gboolean outlined;     /* viewers show the outline beside it */
    gboolean duplex;       /* printers turn it over its long edge */
} PdfFinish;

/*
 * Boxes, language, the entry's source; what Cairo wrote is written anew, small, without a trace of its day.
 * Takes `bytes`. NULL after a diagnostic.
 */
GBytes *pdf_finish(GByteArray *bytes, const Imprint *imprint, const PdfFinish *finish,
                   Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* Private to typeset/: a PDF while Cairo writes it. */
#pragma once

#include "typeset/pdf-finish.h"

typedef struct {
    cairo_surface_t *surface;
    GByteArray *bytes;
    const Imprint *imprint;
    Diagnostics *diagnostics;
} Pdf;

/* Begins a file whose first page is that large, in points, with its metadata. What is given is borrowed. */
void pdf_begin(Pdf *pdf, const Imprint *imprint, double width, double height, Diagnostics *diagnostics);
/* Cairo's part is done: what was drawn with may go. FALSE after a diagnostic, or where what was drawn is not
 * `good`. */
gboolean pdf_close(Pdf *pdf, gboolean good);
/* Closes it if it is open, and finishes it. NULL after a diagnostic, or where what was drawn is not `good`.
 */
GBytes *pdf_end(Pdf *pdf, const PdfFinish *finish, gboolean good);

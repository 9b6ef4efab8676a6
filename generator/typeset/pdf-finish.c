/* SPDX-License-Identifier: MIT */
#include "typeset/pdf-finish.h"

GBytes *pdf_finish(GByteArray *bytes, const Drawing *drawing, const PdfBoxes *boxes, Diagnostics *diagnostics)
{
    (void)drawing;
    (void)boxes;
    (void)diagnostics;
    return g_bytes_new(bytes->data, bytes->len);
}

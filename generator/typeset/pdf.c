/* SPDX-License-Identifier: MIT */
#include "typeset/pdf.h"

#include "typeset/draw-marks.h"

#include <cairo-pdf.h>

static void metadata_set(cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *text)
{
    if (text && *text)
        cairo_pdf_surface_set_metadata(surface, key, text);
}

static void metadata_write(cairo_surface_t *surface, const Imprint *imprint)
{
    metadata_set(surface, CAIRO_PDF_METADATA_TITLE, imprint->title);
    metadata_set(surface, CAIRO_PDF_METADATA_AUTHOR, imprint->author);
    metadata_set(surface, CAIRO_PDF_METADATA_SUBJECT, imprint->subject);
    metadata_set(surface, CAIRO_PDF_METADATA_KEYWORDS, imprint->keywords);
    metadata_set(surface, CAIRO_PDF_METADATA_CREATOR, "Broadside " BROADSIDE_VERSION);
    /* Without one it would be the clock's. */
    metadata_set(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                 imprint->created ? imprint->created : "1970-01-01T00:00:00Z");
}

void pdf_begin(Pdf *pdf, const Imprint *imprint, double width, double height, Diagnostics *diagnostics)
{
    *pdf = (Pdf){.bytes = g_byte_array_new(), .imprint = imprint, .diagnostics = diagnostics};
    pdf->surface = cairo_pdf_surface_create_for_stream(bytes_write, pdf->bytes, width, height);
    cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_5);
    metadata_write(pdf->surface, imprint);
}

/* What drawing gave up in the middle of has told why; Cairo would only say that it was not done. */
gboolean pdf_close(Pdf *pdf, gboolean good)
{
    cairo_surface_finish(pdf->surface);
    const cairo_status_t status = cairo_surface_status(pdf->surface);
    /* It holds every photo until it is gone. */
    g_clear_pointer(&pdf->surface, cairo_surface_destroy);
    return good && surface_check(status, pdf->imprint, pdf->diagnostics);
}

GBytes *pdf_end(Pdf *pdf, const PdfFinish *finish, gboolean good)
{
    if (pdf->surface)
        good = pdf_close(pdf, good);
    if (good)
        return pdf_finish(pdf->bytes, pdf->imprint, finish, pdf->diagnostics);
    g_byte_array_unref(pdf->bytes);
    return NULL;
}

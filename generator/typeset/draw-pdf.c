/* SPDX-License-Identifier: MIT */
#include "typeset/draw-marks.h"
#include "typeset/pdf-finish.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#define BLEED (3 * POINTS_PER_MM)

static void metadata_set(cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *text)
{
    if (text && *text)
        cairo_pdf_surface_set_metadata(surface, key, text);
}

static void metadata_write(cairo_surface_t *surface, const Sheet *sheet)
{
    metadata_set(surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
    metadata_set(surface, CAIRO_PDF_METADATA_AUTHOR, sheet->author);
    metadata_set(surface, CAIRO_PDF_METADATA_SUBJECT, sheet->subject);
    metadata_set(surface, CAIRO_PDF_METADATA_KEYWORDS, sheet->keywords);
    metadata_set(surface, CAIRO_PDF_METADATA_CREATOR, "Broadside " BROADSIDE_VERSION);
    metadata_set(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                 sheet->created ? sheet->created : "1970-01-01T00:00:00Z");
}

static gboolean page_draw(const Canvas *canvas, cairo_surface_t *surface, const PdfBoxes *boxes)
{
    cairo_t *cairo = cairo_create(surface);

    cairo_tag_begin(cairo, "Document", NULL);
    cairo_translate(cairo, boxes->trim.x, boxes->trim.y);
    gboolean drawn = sheet_draw(canvas, cairo, BLEED);
    cairo_tag_end(cairo, "Document");
    cairo_show_page(cairo);
    drawn = drawn && surface_check(cairo_status(cairo), canvas->drawing, canvas->diagnostics);
    cairo_destroy(cairo);
    return drawn;
}

GBytes *draw_pdf(const Drawing *drawing, Diagnostics *diagnostics)
{
    const double width = drawing->sheet->paper.width * POINTS_PER_MM;
    const double height = drawing->sheet->paper.height * POINTS_PER_MM;
    const PdfBoxes boxes = {
        width + 2 * BLEED, height + 2 * BLEED, {BLEED, BLEED, width, height}, BLEED, FALSE};
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, drawing->marks);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Canvas canvas = {drawing, subsets, diagnostics, TRUE, FALSE, paper_dots(drawing->sheet->paper)};

    if (!subsets)
        return NULL;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(bytes_write, bytes, boxes.width, boxes.height);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    metadata_write(surface, drawing->sheet);
    gboolean drawn = page_draw(&canvas, surface, &boxes);
    cairo_surface_finish(surface);
    drawn = drawn && surface_check(cairo_surface_status(surface), drawing, diagnostics);
    cairo_surface_destroy(surface);
    return drawn ? pdf_finish(bytes, drawing, &boxes, diagnostics) : NULL;
}

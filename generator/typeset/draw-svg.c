/* SPDX-License-Identifier: MIT */
#include "typeset/draw-marks.h"

#include <cairo-svg.h>
#include <string.h>

#define MADE_BY "<!-- Broadside " BROADSIDE_VERSION " -->\n"

/* The picture, which says whom it is of: build/ours.c looks for that. It stands behind the XML declaration.
 */
static GBytes *svg_sign(const GByteArray *bytes)
{
    const char *text = (const char *)bytes->data;
    const char *end = g_strstr_len(text, bytes->len, "?>\n");
    const gsize head = end ? (gsize)(end - text) + strlen("?>\n") : 0;
    GByteArray *signed_bytes = g_byte_array_sized_new(bytes->len + (guint)strlen(MADE_BY));

    g_byte_array_append(signed_bytes, bytes->data, (guint)head);
    g_byte_array_append(signed_bytes, (const guchar *)MADE_BY, (guint)strlen(MADE_BY));
    g_byte_array_append(signed_bytes, bytes->data + head, bytes->len - (guint)head);
    return g_byte_array_free_to_bytes(signed_bytes);
}

GBytes *draw_svg(const Drawing *drawing, Diagnostics *diagnostics)
{
    const double width = drawing->sheet->paper.width * POINTS_PER_MM;
    const double height = drawing->sheet->paper.height * POINTS_PER_MM;
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, drawing->marks);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Canvas canvas = {drawing, subsets, diagnostics,
                           FALSE,   FALSE,   MIN(150, paper_dots(drawing->sheet->paper))};

    if (!subsets)
        return NULL;
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(bytes_write, bytes, width, height);
    cairo_t *cairo = cairo_create(surface);
    gboolean drawn =
        sheet_draw(&canvas, cairo, 0) && surface_check(cairo_status(cairo), drawing, diagnostics);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    drawn = drawn && surface_check(cairo_surface_status(surface), drawing, diagnostics);
    cairo_surface_destroy(surface);
    return drawn ? svg_sign(bytes) : NULL;
}

/* SPDX-License-Identifier: MIT */
#include "typeset/draw-marks.h"

#define WIDTH_DEFAULT 1080

GBytes *draw_png(const Drawing *drawing, Diagnostics *diagnostics)
{
    const double width = drawing->sheet->paper.width * POINTS_PER_MM;
    const double height = drawing->sheet->paper.height * POINTS_PER_MM;
    const int across = drawing->options->width > 0 ? (int)drawing->options->width : WIDTH_DEFAULT;
    const int down = MAX(1, (int)(across * height / width + 0.5));
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, drawing->marks);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Canvas canvas = {drawing, subsets, diagnostics, FALSE, TRUE, 72 * across / width};

    if (!subsets)
        return NULL;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, across, down);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, across / width, down / height);
    gboolean drawn =
        sheet_draw(&canvas, cairo, 0) && surface_check(cairo_status(cairo), drawing, diagnostics);
    cairo_destroy(cairo);
    drawn = drawn && surface_check(cairo_surface_write_to_png_stream(surface, bytes_write, bytes), drawing,
                                   diagnostics);
    cairo_surface_destroy(surface);
    return drawn ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

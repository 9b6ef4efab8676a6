/* SPDX-License-Identifier: MIT */
#include "typeset/draw-marks.h"
#include "typeset/vector.h"

#include <glib/gi18n.h>
#include <math.h>
#include <png.h>

#define WIDTH_DEFAULT 1080
#define SIDE_MAX 30000
#define PIXELS_MAX 64000000

/* Level 3 with one filter: a third of the time of libpng's own choice. Text on plain grounds is a quarter
 * smaller without any; photos need one. */
#define COMPRESSION 3

static int filter_for(const Marks *marks)
{
    const guint count = marks_count(marks);

    for (guint i = 0; i < count; i++)
        if (marks_at(marks, i)->kind == MARK_IMAGE && !vector_is(marks_at(marks, i)->image.file))
            return PNG_FILTER_SUB;
    return PNG_FILTER_NONE;
}

static void png_append(png_structp png, png_bytep data, size_t length)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void png_flushed(png_structp png)
{
    (void)png;
}

static void row_write(png_structp png, const guint32 *pixels, int width, gboolean grey, guint8 *row)
{
    guint8 *at = row;

    for (int x = 0; x < width; x++) {
        if (!grey) {
            *at++ = (guint8)(pixels[x] >> 16);
            *at++ = (guint8)(pixels[x] >> 8);
        }
        *at++ = (guint8)pixels[x];
    }
    png_write_row(png, row);
}

/* `dots`: pixels in a metre. FALSE: libpng had no memory. */
static gboolean png_encode(cairo_surface_t *surface, const Drawing *drawing, double dots, GByteArray *bytes)
{
    const gboolean grey = drawing->options->grey;
    const int width = cairo_image_surface_get_width(surface),
              height = cairo_image_surface_get_height(surface);
    char key[] = "Software", program[] = "Broadside " BROADSIDE_VERSION;
    g_autofree guint8 *row = g_malloc(3 * (gsize)width);
    /* By this build/ours.c knows whom the file is of. */
    const png_text made_by = {.compression = PNG_TEXT_COMPRESSION_NONE, .key = key, .text = program};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;

    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return FALSE;
    }
    png_set_write_fn(png, bytes, png_append, png_flushed);
    png_set_IHDR(png, info, (guint)width, (guint)height, 8, grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, (guint)lround(dots), (guint)lround(dots), PNG_RESOLUTION_METER);
    png_set_compression_level(png, COMPRESSION);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, filter_for(drawing->marks));
    png_set_text(png, info, &made_by, 1);
    png_write_info(png, info);
    for (int y = 0; y < height; y++)
        row_write(png,
                  (const guint32 *)(const void *)(cairo_image_surface_get_data(surface) +
                                                  (gsize)y * (gsize)cairo_image_surface_get_stride(surface)),
                  width, grey, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return TRUE;
}

static gboolean size_check(const Drawing *drawing, double across, double down, Diagnostics *diagnostics)
{
    if (across <= SIDE_MAX && down <= SIDE_MAX && across * down <= PIXELS_MAX)
        return TRUE;
    diagnostics_error(diagnostics, drawing->sheet->place, _("give a smaller --width"),
                      _("a picture of sheet '%s' would have %.0f × %.0f pixels: that is too many"),
                      drawing->sheet->name, across, down);
    return FALSE;
}

static gboolean pixels_draw(const Drawing *drawing, const Canvas *canvas, cairo_surface_t *surface)
{
    const Paper paper = drawing->sheet->paper;
    cairo_t *cairo = cairo_create(surface);

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, cairo_image_surface_get_width(surface) / (paper.width * POINTS_PER_MM),
                cairo_image_surface_get_height(surface) / (paper.height * POINTS_PER_MM));
    const gboolean drawn = sheet_draw(drawing, canvas, cairo, 0) &&
                           surface_check(cairo_status(cairo), canvas->imprint, canvas->diagnostics);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return drawn;
}

GBytes *draw_png(const Drawing *drawing, Diagnostics *diagnostics)
{
    const Paper paper = drawing->sheet->paper;
    const double across = drawing->options->width > 0 ? drawing->options->width : WIDTH_DEFAULT;
    const double down = MAX(1, round(across * paper.height / paper.width));
    g_autoptr(Subsets) subsets = subsets_new(drawing->fonts, &drawing->marks, 1);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const Imprint imprint = imprint_of_sheet(drawing->sheet);
    const Canvas canvas = {.imprint = &imprint,
                           .subsets = subsets,
                           .diagnostics = diagnostics,
                           .kind = CANVAS_PIXELS,
                           .grey = drawing->options->grey,
                           .dots = 72 * across / (paper.width * POINTS_PER_MM)};

    if (!subsets_check(subsets, &imprint, diagnostics) || !size_check(drawing, across, down, diagnostics))
        return NULL;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)across, (int)down);
    gboolean drawn = surface_check(cairo_surface_status(surface), &imprint, diagnostics) &&
                     pixels_draw(drawing, &canvas, surface);
    if (drawn && !png_encode(surface, drawing, across / paper.width * 1000, bytes))
        drawn = surface_check(CAIRO_STATUS_NO_MEMORY, &imprint, diagnostics);
    cairo_surface_destroy(surface);
    return drawn ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

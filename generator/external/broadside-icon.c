/* SPDX-License-Identifier: MIT */
/*
 * broadside-icon: draws an SVG as a square PNG. A program of its own, because a picture may be made to harm
 * whoever draws it: who starts this one limits its time and memory. What it loads, other commands need not
 * wait for.
 *
 * Reads the SVG from its standard input, which has no address: nothing that it refers to is fetched, neither
 * files nor hosts. Writes the PNG. Its exit status: 0, done; 1, it cannot be drawn; 2, wrong arguments; 3,
 * the PNG cannot be written.
 */
#include <cairo.h>
#include <gio/gunixinputstream.h>
#include <librsvg/rsvg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DONE, REFUSED, USAGE, MACHINE };

#define SIZE_MAX_PIXELS 1024

static cairo_status_t write_bytes(void *data, const unsigned char *bytes, unsigned int length)
{
    (void)data;
    return fwrite(bytes, 1, length, stdout) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static RsvgHandle *svg_read(void)
{
    g_autoptr(GInputStream) input = g_unix_input_stream_new(STDIN_FILENO, FALSE);
    g_autoptr(GError) error = NULL;
    RsvgHandle *svg = rsvg_handle_new_from_stream_sync(input, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, &error);

    if (!svg)
        fprintf(stderr, "%s\n", error->message);
    return svg;
}

static gboolean svg_draw(RsvgHandle *svg, cairo_surface_t *surface, int size)
{
    const RsvgRectangle square = {0, 0, size, size};
    g_autoptr(GError) error = NULL;
    cairo_t *cairo = cairo_create(surface);
    const gboolean drawn = rsvg_handle_render_document(svg, cairo, &square, &error);
    const gboolean sound = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;

    cairo_destroy(cairo);
    if (!drawn)
        fprintf(stderr, "%s\n", error->message);
    return drawn && sound;
}

static int draw(RsvgHandle *svg, int size)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size, size);
    int status = REFUSED;

    if (svg_draw(svg, surface, size)) {
        status = cairo_surface_write_to_png_stream(surface, write_bytes, NULL) == CAIRO_STATUS_SUCCESS
                     ? DONE
                     : MACHINE;
        if (fflush(stdout) != 0)
            status = MACHINE;
    }
    cairo_surface_destroy(surface);
    return status;
}

int main(int argc, char **argv)
{
    const int size = argc == 2 ? atoi(argv[1]) : 0;

    if (size < 1 || size > SIZE_MAX_PIXELS) {
        fprintf(stderr, "usage: %s SIZE <PICTURE.svg >PICTURE.png\n", argv[0]);
        return USAGE;
    }
    RsvgHandle *svg = svg_read();
    const int status = svg ? draw(svg, size) : REFUSED;
    g_clear_object(&svg);
    return status;
}

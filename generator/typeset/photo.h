/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: photos on a sheet. They are turned as the camera was held, cut to their boxes, and
 * scaled down to what the paper needs; nothing but the picture itself goes on: neither where it was taken
 * nor with what.
 */
#pragma once

#include "typeset/draw-marks.h"

/* Loads what reads pictures, which a confined process cannot. */
void photo_prepare(void);

/* As many dots an inch as a mark's kind of output needs, and memory allows. */
double photo_dots(const Mark *mark, const Canvas *canvas);
/* Paints pixels that fill `place`. */
void surface_paint(cairo_t *cairo, cairo_surface_t *surface, Box place, cairo_extend_t extend);

/* A picture as it goes into a file. */
typedef struct {
    cairo_surface_t *surface; /* owned; of a JPEG a single pixel, whatever its size */
    double width, height;     /* in pixels */
} Photo;

/*
 * The picture of a MARK_IMAGE, which is no SVG, with the pixels that a box so large needs. FALSE after a
 * diagnostic that names it.
 */
gboolean photo_load(const Mark *mark, const Canvas *canvas, Photo *photo);
/* Paints it into the box of the mark, or of another one with the same picture cut in the same way. */
void photo_paint(const Photo *photo, const Mark *mark, CanvasKind kind, cairo_t *cairo);
void photo_clear(Photo *photo);

/* A MARK_IMAGE. FALSE after a diagnostic that names the picture. */
gboolean photo_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo);

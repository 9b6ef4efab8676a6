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

/* A MARK_IMAGE. FALSE after a diagnostic that names the picture. */
gboolean photo_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo);

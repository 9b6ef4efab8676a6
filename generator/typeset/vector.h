/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: SVG among the pictures of an entry, such as a map. It is looked through like artwork,
 * and drawn as what it is: sharp on any paper; but as pixels in a file where it has text, for which any font
 * of the machine is taken, as on a web page.
 */
#pragma once

#include "typeset/draw-marks.h"

/* Has what is said of fonts come to us, not to the user. */
void vector_prepare(void);
/* Whether the file at `path` is an SVG, by its name. */
gboolean vector_is(const char *path);
/* A MARK_IMAGE that is one. FALSE after a diagnostic. */
gboolean vector_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo);

/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: SVG among the pictures of an entry, such as a map. It is looked through like artwork,
 * and drawn as what it is: sharp on any paper.
 */
#pragma once

#include "typeset/draw-marks.h"

/* Whether the file at `path` is an SVG, by its name. */
gboolean vector_is(const char *path);
/* A MARK_IMAGE that is one. FALSE after a diagnostic. */
gboolean vector_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo);

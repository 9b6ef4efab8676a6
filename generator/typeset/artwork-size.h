/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the size that an SVG says it has. */
#pragma once

#include <glib.h>

typedef struct {
    double width, height; /* points; 0: not said */
    double x, y, w, h;    /* viewBox; w 0: none */
} ArtworkSize;

/* A length of SVG ("297mm", "8.5in", "1024") in points; what has no unit is in pixels, of which 96 are an
 * inch. 0 for what is none, and for per cent. */
double artwork_length(const char *text);
/* Whether a transform leaves the sides of a rectangle across and upright. */
gboolean artwork_is_upright(const char *transform);
/* Reads a viewBox. FALSE: it is none. */
gboolean artwork_view(const char *text, ArtworkSize *size);

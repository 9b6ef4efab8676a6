/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the size that an SVG says it has. */
#pragma once

#include "picture/svg.h"

/* What has no unit is in pixels, of which 96 are an inch. */
#define POINTS_PER_PIXEL 0.75

typedef struct {
    double width, height; /* points; 0: not said */
    SvgBox view;          /* its width 0: none */
} ArtworkSize;

/* A length of SVG in points; 0 for what svg_length() reads nothing from, or could not be printed. */
double artwork_length(const char *text);
/* Whether a transform leaves the sides of a rectangle across and upright. */
gboolean artwork_is_upright(const char *transform);
/* Reads a viewBox. FALSE: it is none. */
gboolean artwork_view(const char *text, SvgBox *view);

/* SPDX-License-Identifier: MIT */
/* What the attributes of an SVG's root say of its size. */
#pragma once

#include <glib.h>

/*
 * A length in CSS pixels, of which 96 are an inch ("297mm", "8.5in", "1024";
 * https://www.w3.org/TR/css-values-3/#absolute-lengths); 0 where it depends on what is around it, or is none.
 */
double svg_length(const char *text);

typedef struct {
    double x, y, width, height;
} SvgBox;

/* A viewBox. FALSE: it is none, or has no size. */
gboolean svg_box(const char *text, SvgBox *box);

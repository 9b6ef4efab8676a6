/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: colours as greys of the same relative luminance (WCAG 2.1, "relative luminance"). The
 * contrast of two colours is a ratio of their luminances: it stays what it was, so that what could be read in
 * colour can be read in grey.
 */
#pragma once

#include "typeset/sheet.h"

Colour colour_grey(Colour colour);

/* The value of a property of SVG, or of an attribute of that name, with its colours made grey; the caller
 * frees it. */
char *grey_value(const char *property, const char *value);

/* Makes pixels grey: rows of `stride` bytes, each pixel `channels` bytes that begin with red, green, blue. */
void grey_pixels(guint8 *pixels, int width, int height, int stride, int channels);

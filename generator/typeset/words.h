/* SPDX-License-Identifier: MIT */
/* Private to typeset/: short lines of our own beside a sheet: at crop marks, on pages to be glued. */
#pragma once

#include "typeset/paragraph.h"

typedef struct {
    Marks *marks;
    Fonts *fonts;
} Words;

/* Puts one line, in points; y is its baseline's; `align` START, CENTRE or END at x. Gives its width. */
double words_put(const Words *words, const char *text, double x, double y, double size, FrameAlign align);
/* The same over several lines of at most `width`. Gives the y of the baseline after the last. */
double words_flow(const Words *words, const char *text, double x, double y, double size, double width);

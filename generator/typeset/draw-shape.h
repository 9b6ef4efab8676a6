/* SPDX-License-Identifier: MIT */
/* Private to typeset/: areas and lines of charts. */
#pragma once

#include "typeset/draw-marks.h"

/* A MARK_AREA: on white, within a thin line, in its pattern. */
void area_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo);
/* A MARK_STROKE, in the colour that is set. */
void stroke_draw(const Mark *mark, cairo_t *cairo);

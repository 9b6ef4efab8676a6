/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: a sheet on many pages of a small paper, to be glued. Each page repeats a strip of its
 * neighbours to the left and above, under which they get the glue.
 */
#pragma once

#include "typeset/draw-marks.h"
#include "typeset/words.h"

/* In points. */
typedef struct {
    Paper paper;           /* of a page, turned so that there are few */
    double width, height;  /* of a page */
    double x, y;           /* of the picture on a page */
    double across, down;   /* of the sheet that a page shows at the most */
    double step_x, step_y; /* from one page to the next */
    guint columns, rows;
    double sheet_width, sheet_height;
} Tiling;

/* Pages of a tiling, its plan not counted. */
#define TILES_MAX 400

/* FALSE after a diagnostic: they are too many, or the paper is too small. */
gboolean tiling_plan(const Drawing *drawing, Tiling *tiling, Diagnostics *diagnostics);
/* Whether the whole sheet has room on one page, which makes all this needless. */
gboolean tiling_is_needless(const Drawing *drawing);

/* The part of the sheet on a page; both count from 0. */
Box tiling_part(const Tiling *tiling, guint column, guint row);
/* "B2": the row as a letter, the column as a number; newly allocated. */
char *tiling_label(guint column, guint row);

/* What stands on a page beside the picture: cut lines, glue strips; and in words. The corner of the page is
 * at the origin. */
void tile_draw(cairo_t *cairo, const Tiling *tiling, guint column, guint row);
void tile_words(const Words *words, const Tiling *tiling, const Sheet *sheet, guint column, guint row);

/* The plan: where the small picture of the sheet stands, in what scale; lines over it; how to glue. */
Box plan_box(const Tiling *tiling);
void plan_draw(cairo_t *cairo, const Tiling *tiling);
void plan_words(const Words *words, const Tiling *tiling, const Sheet *sheet);

/* SPDX-License-Identifier: MIT */
/* Sizes of paper. */
#pragma once

#include <glib.h>

/* Points (1/72 inch) in a millimetre. */
#define POINTS_PER_MM (72 / 25.4)

/* Points for which what reaches the edge goes on beyond it, for the knife of the print shop. */
#define PAPER_BLEED (3 * POINTS_PER_MM)

/* The longest side of a paper: a banner of 600 cm has room to spare. */
#define PAPER_MM_MAX 20000
#define PAPER_MM_MIN 40

/* In millimetres, after trimming. */
typedef struct {
    double width;
    double height;
} Paper;

/*
 * "A4" (ISO 216: A0 to A6, upright) or "600x800": width by height in whole or decimal millimetres, also with
 * "×". FALSE for anything else, and beyond the limits above.
 */
gboolean paper_parse(const char *text, Paper *paper);
/* The wider side across (`landscape`), or the other way round. */
Paper paper_turn(Paper paper, gboolean landscape);
gboolean paper_equal(Paper one, Paper other);
/* Its name as files and messages bear it: "A3", "A3-landscape", "600x800"; newly allocated. */
char *paper_name(Paper paper);

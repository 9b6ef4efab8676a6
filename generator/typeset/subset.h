/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: of every face just the glyphs that a sheet uses, as Cairo draws them. Cairo's own
 * subsetting of CFF fonts loses glyphs (如 of Noto Sans CJK SC): it gets outlines without subroutines, which
 * it writes as they are.
 */
#pragma once

#include "typeset/marks.h"

#include <cairo.h>

typedef struct Subsets Subsets;

/* Of all faces that these marks use. NULL if a font is damaged. */
Subsets *subsets_new(const Fonts *fonts, const Marks *const *marks, guint count);
void subsets_free(Subsets *subsets);

/* The face to be set; it may be freed with its subsets before the surface that it is drawn on is. */
cairo_font_face_t *subsets_font(const Subsets *subsets, const Face *face);
/* The number of a glyph of `face` in it. */
gulong subsets_glyph(const Subsets *subsets, const Face *face, guint glyph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Subsets, subsets_free)

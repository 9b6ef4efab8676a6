/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: looks through an SVG, and writes anew what was looked at: librsvg never sees anything
 * else. What has no effect on paper (editors' data, links, animation, scripts' names) is left out of it.
 */
#pragma once

#include "typeset/sheet.h"

typedef struct {
    GString *svg;         /* without a size of its own: it fills whatever it is drawn in */
    double width, height; /* that it says it has, in points */
    double across, down;  /* the same in its own units, which are librsvg's pixels */
    double drawn;         /* what drawing it costs, in elements: artwork-cost.h */
    GString *letters;     /* of its text, for which librsvg looks for fonts */
    GPtrArray *frames;    /* ids of frames without "frame-", in the order of the file; a NULL after them */
} CheckedArtwork;

/* What stands before the names of frames in their ids. */
#define ARTWORK_FRAME_PREFIX "frame-"

/*
 * NULL after diagnostics at `file`, with lines. `grey`: its colours are made shades of grey. `language`: of
 * the text in a picture, which has no frames; NULL: it is an artwork, which may have frames but no text.
 * Costs what its length is.
 */
CheckedArtwork *artwork_check(const char *bytes, gsize length, const char *file, gboolean grey,
                              const char *language, Diagnostics *diagnostics);
void checked_artwork_free(CheckedArtwork *checked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CheckedArtwork, checked_artwork_free)

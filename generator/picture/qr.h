/* SPDX-License-Identifier: MIT */
/* QR codes (ISO/IEC 18004) as pictures. */
#pragma once

#include <glib.h>

/* What a code holds at the most, in bytes of a text that has letters of all kinds: version 40, level M. */
#define QR_BYTES_MAX 2331

/*
 * Appends the code of `text` to `svg`: an <svg class="qr"> to stand in HTML, black on white in any colour
 * scheme, with the empty margin of four modules. One module is one unit; it has no size. It is hidden from
 * screen readers: what it says must stand beside it. Error correction is M, or better where that costs no
 * room. FALSE, and nothing, if the text is too long.
 */
gboolean qr_svg(const char *text, gsize length, GString *svg);

/*
 * The modules of the same code, with the margin, row by row: TRUE where it is dark. *side: how many there are
 * along a side. Newly allocated; NULL if the text is too long.
 */
gboolean *qr_modules(const char *text, gsize length, guint *side);

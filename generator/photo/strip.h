/* SPDX-License-Identifier: MIT */
/* Private to photo/: files without what they say of their pictures, every point as it was. */
#pragma once

#include <glib.h>

/*
 * Appends to `out` what is left of the file: what shows the picture, with its colours and its resolution, and
 * what makes it move. Nothing behind its end is left: phones put second pictures there. FALSE where it is cut
 * off or makes no sense.
 */
typedef gboolean (*Strip)(const guint8 *bytes, gsize length, GByteArray *out);
gboolean strip_jpeg(const guint8 *bytes, gsize length, GByteArray *out);
gboolean strip_png(const guint8 *bytes, gsize length, GByteArray *out);
/* It loses its profile, which is packed: one with colours of its own has to be coded again, unless it moves.
 */
gboolean strip_png_moves(const guint8 *bytes, gsize length);
gboolean strip_gif(const guint8 *bytes, gsize length, GByteArray *out);
gboolean strip_webp(const guint8 *bytes, gsize length, GByteArray *out);
/* All that is left of TIFF, and of HEIC and AVIF, is where it was, and between that nothing: places are
 * counted from the beginning of the file. FALSE also of a form that keeps its points elsewhere. */
gboolean strip_tiff(const guint8 *bytes, gsize length, GByteArray *out);
gboolean strip_heif(const guint8 *bytes, gsize length, GByteArray *out);

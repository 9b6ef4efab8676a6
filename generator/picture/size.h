/* SPDX-License-Identifier: MIT */
/*
 * How large a picture is shown, from the first bytes of its file: PNG, JPEG, GIF, WebP, TIFF, HEIC, AVIF
 * and SVG, told apart by what they hold. A file may be damaged or made to harm: then its size is not known.
 */
#pragma once

#include <glib.h>

/* No picture of a page is larger. */
#define PICTURE_SIDE_MAX 100000

/* In CSS pixels, 1 to PICTURE_SIDE_MAX each. A photo that says how it was held is turned as browsers turn it.
 */
typedef struct {
    guint width;
    guint height;
} PictureSize;

/* FALSE, and `size` as it was, where it cannot be known. */
gboolean picture_size_of_file(const char *path, PictureSize *size);
gboolean picture_size_of_bytes(const guint8 *bytes, gsize length, PictureSize *size);

/*
 * How a photo in a file has to be turned and mirrored to stand upright, as EXIF says it: 1 to 8, from
 * PICTURE_LIES on its sides change places. 1 also where nothing says so, and of HEIC and AVIF, whose decoders
 * do that themselves.
 */
guint picture_orientation(const char *path);
#define PICTURE_LIES 5

/* Whether the name of a file ends as those of the pictures above do. */
gboolean picture_has_name(const char *path);

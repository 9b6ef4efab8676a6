/* SPDX-License-Identifier: MIT */
/* Private to photo/: most of the time that a photo takes besides its decoding and coding. */
#pragma once

#include "picture/size.h"

#include <vips/vips.h>

/* Whether shrink() can do it: red, green and blue of 8 bits, made up to four times smaller. */
gboolean shrink_can(VipsImage *image, PictureSize size);
/*
 * The picture of the size `size`, in memory, with the fields of `image`, which is read once from the top
 * down. A new reference, or NULL. It is what vips_resize() does with a cubic kernel, in half the time:
 * libvips is as fast only by code that it makes while it runs, which a confined process may not.
 */
VipsImage *shrink(VipsImage *image, PictureSize size);

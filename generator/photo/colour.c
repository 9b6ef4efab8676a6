/* SPDX-License-Identifier: MIT */
#include "photo/private.h"

/* By its profile; NULL where that is of no use. */
static VipsImage *by_profile(VipsImage *image)
{
    VipsImage *out = NULL;

    if (!vips_image_get_typeof(image, VIPS_META_ICC_NAME))
        return NULL;
    if (vips_icc_transform(image, &out, "srgb", "embedded", TRUE, "depth", 8, NULL) != 0)
        vips_error_clear();
    return out;
}

VipsImage *colour_of_web(VipsImage *image)
{
    g_autoptr(VipsImage) converted = by_profile(image), space = NULL;
    VipsImage *out = NULL;

    if (!converted && vips_colourspace(image, &converted, VIPS_INTERPRETATION_sRGB, NULL) != 0)
        return NULL;
    if (vips_cast(converted, &out, VIPS_FORMAT_UCHAR, NULL) != 0)
        return NULL;
    return out;
}

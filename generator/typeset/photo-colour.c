/* SPDX-License-Identifier: MIT */
#include "typeset/photo-colour.h"

#include <lcms2.h>

/* Of gdk-pixbuf: the profile in base64. */
#define PROFILE_OPTION "icc-profile"

static cmsHTRANSFORM transform_new(const guchar *bytes, gsize length, gboolean alpha)
{
    const cmsUInt32Number format = alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
    cmsHPROFILE profile = cmsOpenProfileFromMem(bytes, (cmsUInt32Number)length);
    cmsHPROFILE web = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = NULL;

    /* Of CMYK the points have been made into red, green and blue already. */
    if (profile && web && cmsGetColorSpace(profile) == cmsSigRgbData)
        transform = cmsCreateTransform(profile, format, web, format, INTENT_RELATIVE_COLORIMETRIC,
                                       alpha ? cmsFLAGS_COPY_ALPHA : 0);
    if (profile)
        cmsCloseProfile(profile);
    if (web)
        cmsCloseProfile(web);
    return transform;
}

void photo_colour(GdkPixbuf *picture)
{
    const char *text = gdk_pixbuf_get_option(picture, PROFILE_OPTION);
    gsize length = 0;
    g_autofree guchar *bytes = text ? g_base64_decode(text, &length) : NULL;
    cmsHTRANSFORM transform =
        length > 0 ? transform_new(bytes, length, gdk_pixbuf_get_has_alpha(picture)) : NULL;

    if (!transform)
        return;
    guchar *points = gdk_pixbuf_get_pixels(picture);
    const cmsUInt32Number stride = (cmsUInt32Number)gdk_pixbuf_get_rowstride(picture);
    cmsDoTransformLineStride(transform, points, points, (cmsUInt32Number)gdk_pixbuf_get_width(picture),
                             (cmsUInt32Number)gdk_pixbuf_get_height(picture), stride, stride, 0, 0);
    cmsDeleteTransform(transform);
}

/* SPDX-License-Identifier: MIT */
/* A photo as it is decoded: by what it holds, as small as its format can do it, upright. */
#include "photo/private.h"
#include "photo/shrink.h"
#include "picture/weight.h"

/* JPEG and WebP may be read `shrink` times smaller, 1, 2, 4 or 8. */
static VipsImage *image_load(const Source *source, int shrink)
{
    static const char *const loaders[] = {
        [KIND_JPEG] = "jpegload", [KIND_PNG] = "pngload",   [KIND_WEBP] = "webpload",
        [KIND_GIF] = "gifload",   [KIND_TIFF] = "tiffload", [KIND_HEIF] = "heifload"};
    const char *loader = loaders[source->kind], *path = source->path;
    VipsImage *image = NULL;

    if (source->kind == KIND_JPEG)
        vips_call(loader, path, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED,
                  "shrink", shrink, NULL);
    else if (source->kind == KIND_WEBP)
        vips_call(loader, path, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED,
                  "scale", 1.0 / shrink, NULL);
    else
        vips_call(loader, path, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED,
                  NULL);
    return image;
}

static PictureSize turned(PictureSize size, guint orientation)
{
    return orientation >= PICTURE_LIES ? (PictureSize){size.height, size.width} : size;
}

/* Before anything is decoded. */
static PhotoEnd size_check(Source *source, char **why)
{
    PictureSize *size = &source->size;

    if (source->kind == KIND_OTHER || !picture_size_of_file(source->path, size)) {
        *why = g_strdup("it is no picture of a known form");
        return PHOTO_DAMAGED;
    }
    if ((guint64)size->width * size->height <= PHOTO_POINTS_MAX &&
        picture_weight(source->path, *size) <= PHOTO_WEIGHT_MAX)
        return PHOTO_DONE;
    *why = g_strdup_printf("it has %u × %u points", size->width, size->height);
    return PHOTO_LARGE;
}

/* Pages were written for the size that was measured. */
static PhotoEnd header_check(Source *source, char **why)
{
    const PictureSize size = turned((PictureSize){(guint)vips_image_get_width(source->header),
                                                  (guint)vips_image_get_height(source->header)},
                                    source->orientation);

    if (size.width == source->size.width && size.height == source->size.height)
        return PHOTO_DONE;
    *why = g_strdup_printf("it has %u × %u points, and says %u × %u", size.width, size.height,
                           source->size.width, source->size.height);
    return PHOTO_DAMAGED;
}

PhotoEnd source_open(Source *source, const char *path, char **why)
{
    *source = (Source){.path = path, .kind = kind_of_file(path), .orientation = 1};
    const PhotoEnd end = size_check(source, why);

    if (end != PHOTO_DONE)
        return end;
    if (source->kind != KIND_HEIF)
        source->orientation = picture_orientation(path);
    source->header = image_load(source, 1);
    return source->header ? header_check(source, why) : failure_end(why);
}

gboolean source_has_more(const Source *source)
{
    return vips_image_get_n_pages(source->header) > 1;
}

void source_close(Source *source)
{
    g_clear_object(&source->header);
}

/* How much smaller the decoder can make it without making it smaller than `size` (not upright). */
static int shrink_for(const Source *source, PictureSize size)
{
    const PictureSize whole = turned(source->size, source->orientation);
    int shrink = 8;

    if (source->kind != KIND_JPEG && source->kind != KIND_WEBP)
        return 1;
    while (shrink > 1 &&
           (whole.width / (guint)shrink < size.width || whole.height / (guint)shrink < size.height))
        shrink /= 2;
    return shrink;
}

gboolean is_of_size(VipsImage *image, PictureSize size)
{
    return (guint)vips_image_get_width(image) == size.width &&
           (guint)vips_image_get_height(image) == size.height;
}

static VipsImage *image_scale(VipsImage *image, PictureSize size)
{
    const double across = size.width / (double)vips_image_get_width(image);
    const double down = size.height / (double)vips_image_get_height(image);
    VipsImage *scaled = NULL;

    if (is_of_size(image, size))
        return g_object_ref(image);
    if (shrink_can(image, size))
        return shrink(image, size);
    vips_resize(image, &scaled, across, "vscale", down, "kernel", VIPS_KERNEL_CUBIC, NULL);
    return scaled;
}

VipsImage *picture_scale(VipsImage *image, PictureSize size)
{
    g_autoptr(VipsImage) solid = NULL, scaled = NULL, clear = NULL;
    VipsImage *back = NULL;

    if (!vips_image_hasalpha(image) || is_of_size(image, size))
        return image_scale(image, size);
    /* What cannot be seen through must not lend its colour to its neighbours. */
    if (vips_premultiply(image, &solid, NULL) == 0 && (scaled = image_scale(solid, size)) &&
        vips_unpremultiply(scaled, &clear, NULL) == 0)
        vips_cast(clear, &back, vips_image_get_format(image), NULL);
    return back;
}

static VipsImage *image_turn(VipsImage *image, guint orientation)
{
    g_autoptr(VipsImage) still = NULL;
    VipsImage *upright = NULL;

    if (orientation <= 1)
        return g_object_ref(image);
    if (VIPS_IMAGE_SIZEOF_IMAGE(image) > PHOTO_WEIGHT_MAX) {
        vips_error("turn", "out of memory");
        return NULL;
    }
    still = vips_image_copy_memory(image);
    if (still)
        vips_autorot(still, &upright, NULL);
    return upright;
}

VipsImage *source_picture(const Source *source, PictureSize size)
{
    const PictureSize lying = turned(size, source->orientation);
    const int shrink = shrink_for(source, lying);
    g_autoptr(VipsImage) image = image_load(source, shrink);
    g_autoptr(VipsImage) small = image ? picture_scale(image, lying) : NULL;
    g_autoptr(VipsImage) coloured = small ? colour_of_web(small) : NULL;

    return coloured ? image_turn(coloured, source->orientation) : NULL;
}

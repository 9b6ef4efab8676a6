/* SPDX-License-Identifier: MIT */
/* What can be told of a photo, to find those that show the same, and the best of them. */
#include "photo/private.h"
#include "picture/exif.h"

#include <string.h>

/* Wide enough to tell a sharp photo from one that is a little shaken. */
#define LOOK_SIDE 1024
#define HASH_WIDTH 9
#define HASH_HEIGHT 8

/* The photo in grey, not larger than it is. */
static VipsImage *grey_picture(const Source *source)
{
    const guint side = MAX(source->size.width, source->size.height);
    const double scale = MIN(LOOK_SIDE / (double)side, 1);
    const PictureSize size = {(guint)MAX(source->size.width * scale + 0.5, 1),
                              (guint)MAX(source->size.height * scale + 0.5, 1)};
    g_autoptr(VipsImage) picture = source_picture(source, size), flat = NULL, grey = NULL;

    if (!picture)
        return NULL;
    if (!vips_image_hasalpha(picture))
        flat = g_object_ref(picture);
    else if (vips_flatten(picture, &flat, NULL) != 0)
        return NULL;
    return vips_colourspace(flat, &grey, VIPS_INTERPRETATION_B_W, NULL) == 0 ? vips_image_copy_memory(grey)
                                                                             : NULL;
}

/*
 * dHash (https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html): in 8 rows of 9
 * points, whether each is brighter than the one to its left.
 */
static gboolean hash_read(VipsImage *grey, guint64 *hash)
{
    g_autoptr(VipsImage) tiny = picture_scale(grey, (PictureSize){HASH_WIDTH, HASH_HEIGHT});
    size_t size = 0;
    g_autofree guint8 *points = tiny ? vips_image_write_to_memory(tiny, &size) : NULL;

    if (size != HASH_WIDTH * HASH_HEIGHT)
        return FALSE;
    *hash = 0;
    for (guint y = 0; y < HASH_HEIGHT; y++)
        for (guint x = 1; x < HASH_WIDTH; x++)
            *hash = *hash << 1 | (points[y * HASH_WIDTH + x] > points[y * HASH_WIDTH + x - 1]);
    return TRUE;
}

/* How much the second derivative of the brightness varies. */
static gboolean sharpness_read(VipsImage *grey, double *sharpness)
{
    g_autoptr(VipsImage) kernel = vips_image_new_matrixv(3, 3, 0.0, 1.0, 0.0, 1.0, -4.0, 1.0, 0.0, 1.0, 0.0);
    g_autoptr(VipsImage) edges = NULL, fine = NULL;
    double deviation;

    if (vips_cast(grey, &fine, VIPS_FORMAT_INT, NULL) != 0 ||
        vips_conv(fine, &edges, kernel, "precision", VIPS_PRECISION_INTEGER, NULL) != 0 ||
        vips_deviate(edges, &deviation, NULL) != 0)
        return FALSE;
    *sharpness = deviation * deviation;
    return TRUE;
}

/* A place may be told by XMP alone. */
static gboolean has_place_in_xmp(VipsImage *image)
{
    const void *xmp;
    size_t size;

    return vips_image_get_typeof(image, VIPS_META_XMP_NAME) != 0 &&
           vips_image_get_blob(image, VIPS_META_XMP_NAME, &xmp, &size) == 0 &&
           memmem(xmp, size, "GPSLatitude", strlen("GPSLatitude")) != NULL;
}

static void words_read(const Source *source, PhotoLook *look)
{
    const void *bytes;
    size_t size;
    Exif exif = {0};

    if (!exif_of_file(source->path, &exif) &&
        vips_image_get_typeof(source->header, VIPS_META_EXIF_NAME) != 0 &&
        vips_image_get_blob(source->header, VIPS_META_EXIF_NAME, &bytes, &size) == 0)
        exif_read(bytes, size, &exif);
    vips_error_clear();
    g_strlcpy(look->taken, exif.taken, sizeof look->taken);
    look->has_place = exif.has_place || has_place_in_xmp(source->header);
}

static PhotoEnd source_look(const Source *source, PhotoLook *look, char **why)
{
    look->size = source->size;
    words_read(source, look);
    g_autoptr(VipsImage) grey = grey_picture(source);
    if (!grey || !hash_read(grey, &look->hash) || !sharpness_read(grey, &look->sharpness))
        return failure_end(why);
    return PHOTO_DONE;
}

PhotoEnd photo_look(const char *path, PhotoLook *look, char **why)
{
    Source source;
    PhotoEnd end = source_open(&source, path, why);

    *look = (PhotoLook){0};
    if (end == PHOTO_DONE)
        end = source_look(&source, look, why);
    source_close(&source);
    return end;
}

/* SPDX-License-Identifier: MIT */
/* Files of ours: nothing but the picture. */
#include "photo/private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define QUALITY 80
/* Of WebP, 0 to 6: more takes twice as long for a twentieth of the bytes. */
#define EFFORT 1

typedef struct {
    int fd;
    int problem; /* errno of the first that could not be written; 0 */
} Output;

static gint64 bytes_take(G_GNUC_UNUSED VipsTargetCustom *target, const void *bytes, gint64 length, void *data)
{
    Output *output = data;
    gssize written;

    while ((written = write(output->fd, bytes, (gsize)length)) < 0 && errno == EINTR)
        ;
    if (written <= 0 && length > 0)
        output->problem = written < 0 ? errno : ENOSPC;
    return written;
}

/* webpsave keeps what it is told to leave out, and jpegsave adds an EXIF block of its own: neither finds
 * anything. */
static VipsImage *without_fields(VipsImage *image)
{
    VipsImage *copy = NULL;

    if (vips_copy(image, &copy, NULL) != 0)
        return NULL;
    g_auto(GStrv) fields = vips_image_get_fields(copy);
    for (guint i = 0; fields[i]; i++)
        vips_image_remove(copy, fields[i]);
    return copy;
}

/* JPEG has no alpha: what can be seen through is white, as paper is. */
static VipsImage *on_white(VipsImage *image)
{
    const double white[] = {255, 255, 255};
    VipsImage *flat = NULL;

    if (!vips_image_hasalpha(image))
        return g_object_ref(image);
    VipsArrayDouble *background = vips_array_double_new(white, G_N_ELEMENTS(white));
    vips_flatten(image, &flat, "background", background, NULL);
    vips_area_unref(VIPS_AREA(background));
    return flat;
}

static gboolean jpeg_save(VipsImage *image, VipsTarget *target)
{
    g_autoptr(VipsImage) flat = on_white(image);

    return flat && vips_jpegsave_target(flat, target, "Q", QUALITY, "strip", TRUE, "optimize_coding", TRUE,
                                        NULL) == 0;
}

static gboolean picture_save(VipsImage *image, VipsTarget *target, PhotoFormat format)
{
    switch (format) {
    case PHOTO_WEBP:
        return vips_webpsave_target(image, target, "Q", QUALITY, "effort", EFFORT, "strip", TRUE, NULL) == 0;
    case PHOTO_PNG: return vips_pngsave_target(image, target, "strip", TRUE, NULL) == 0;
    case PHOTO_JPEG:
    case N_PHOTO_FORMATS: break;
    }
    return jpeg_save(image, target);
}

static PhotoEnd picture_put(VipsImage *image, Output *output, PhotoFormat format, char **why)
{
    g_autoptr(VipsImage) bare = without_fields(image);
    VipsTargetCustom *target = vips_target_custom_new();

    g_signal_connect(target, "write", G_CALLBACK(bytes_take), output);
    const gboolean saved = bare && picture_save(bare, VIPS_TARGET(target), format);
    g_object_unref(target);
    if (output->problem)
        return failure_written(output->problem, why);
    return saved ? PHOTO_DONE : failure_end(why);
}

PhotoEnd output_write(VipsImage *image, const char *path, PhotoFormat format, char **why)
{
    Output output = {.fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644)};

    if (output.fd < 0)
        return failure_written(errno, why);
    const PhotoEnd end = picture_put(image, &output, format, why);
    if (close(output.fd) < 0 && end == PHOTO_DONE)
        return failure_written(errno, why);
    return end;
}

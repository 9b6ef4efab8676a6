/* SPDX-License-Identifier: MIT */
/* Files of ours: nothing but the picture. */
#include "photo/private.h"
#include "photo/strip.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define QUALITY 80
/* Of what takes the place of a photo. */
#define QUALITY_WHOLE 92
/* Of WebP, 0 to 6: 2 takes half as long again for a hundredth of the bytes, 4 three times as long for a
 * fifteenth. */
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

/* webpsave keeps what it is told to leave out: it finds nothing. */
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

static int output_open(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
}

static PhotoEnd output_close(Output *output, char **why)
{
    if (close(output->fd) < 0 && !output->problem)
        output->problem = errno;
    return output->problem ? failure_written(output->problem, why) : PHOTO_DONE;
}

PhotoEnd output_bytes(const guint8 *bytes, gsize length, const char *path, char **why)
{
    Output output = {.fd = output_open(path)};

    if (output.fd < 0)
        return failure_written(errno, why);
    for (gsize at = 0; at < length && !output.problem;) {
        const gint64 written = bytes_take(NULL, bytes + at, (gint64)(length - at), &output);
        at += (gsize)MAX(written, 0);
    }
    return output_close(&output, why);
}

/* What libvips has written, without what it writes whatever it is told; takes `bytes`. */
static PhotoEnd bare_write(guint8 *bytes, gsize length, Strip strip, const char *path, char **why)
{
    g_autoptr(GByteArray) bare = g_byte_array_new();
    const gboolean known = strip(bytes, length, bare);

    g_free(bytes);
    if (known)
        return output_bytes(bare->data, bare->len, path, why);
    *why = g_strdup("what libvips has written cannot be read");
    return PHOTO_DAMAGED;
}

static PhotoEnd webp_write(VipsImage *image, const char *path, int quality, char **why)
{
    size_t length;
    void *bytes;

    if (vips_webpsave_buffer(image, &bytes, &length, "Q", quality, "effort", EFFORT, "strip", TRUE, NULL) !=
        0)
        return failure_end(why);
    return bare_write(bytes, length, strip_webp, path, why);
}

/* It is read again while it is written. */
static PhotoEnd tiff_write(VipsImage *image, const char *path, char **why)
{
    size_t length;
    void *bytes;

    if (vips_tiffsave_buffer(image, &bytes, &length, "compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE,
                             "strip", TRUE, NULL) != 0)
        return failure_end(why);
    return bare_write(bytes, length, strip_tiff, path, why);
}

static gboolean jpeg_save(VipsImage *image, VipsTarget *target, int quality)
{
    g_autoptr(VipsImage) flat = on_white(image);

    return flat && vips_jpegsave_target(flat, target, "Q", quality, "strip", TRUE, "optimize_coding", TRUE,
                                        NULL) == 0;
}

/* Line by line: `quality` 0 is PNG, else of JPEG. */
static PhotoEnd lines_write(VipsImage *image, const char *path, int quality, char **why)
{
    Output output = {.fd = output_open(path)};

    if (output.fd < 0)
        return failure_written(errno, why);
    VipsTargetCustom *custom = vips_target_custom_new();
    VipsTarget *target = VIPS_TARGET(custom);
    g_signal_connect(custom, "write", G_CALLBACK(bytes_take), &output);
    const gboolean saved = quality == 0 ? vips_pngsave_target(image, target, "strip", TRUE, NULL) == 0
                                        : jpeg_save(image, target, quality);
    g_object_unref(custom);
    const PhotoEnd end = output_close(&output, why);
    return saved || end != PHOTO_DONE ? end : failure_end(why);
}

PhotoEnd output_write(VipsImage *image, const char *path, PhotoFormat format, char **why)
{
    g_autoptr(VipsImage) bare = without_fields(image);

    if (!bare)
        return failure_end(why);
    if (format == PHOTO_WEBP)
        return webp_write(bare, path, QUALITY, why);
    return lines_write(bare, path, format == PHOTO_PNG ? 0 : QUALITY, why);
}

PhotoEnd output_replace(VipsImage *image, const char *path, PhotoKind kind, char **why)
{
    g_autoptr(VipsImage) bare = without_fields(image);

    if (!bare)
        return failure_end(why);
    if (kind == KIND_WEBP)
        return webp_write(bare, path, QUALITY_WHOLE, why);
    if (kind == KIND_TIFF)
        return tiff_write(bare, path, why);
    return lines_write(bare, path, kind == KIND_PNG ? 0 : QUALITY_WHOLE, why);
}

/* SPDX-License-Identifier: MIT */
/* A photo that is published as it is, but for what it says. */
#include "photo/private.h"
#include "photo/strip.h"

#include <string.h>

typedef gboolean (*Strip)(const guint8 *bytes, gsize length, GByteArray *out);

static Strip strip_of(PhotoKind kind)
{
    switch (kind) {
    case KIND_JPEG: return strip_jpeg;
    case KIND_PNG: return strip_png;
    case KIND_WEBP: return strip_webp;
    case KIND_GIF: return strip_gif;
    case KIND_TIFF: return strip_tiff;
    case KIND_HEIF: return strip_heif;
    case KIND_OTHER: break;
    }
    return NULL;
}

/* Decoded, turned and coded again. */
static PhotoEnd picture_replace(const Source *source, const char *target, char **why)
{
    g_autoptr(VipsImage) picture = source_picture(source, source->size);

    return picture ? output_replace(picture, target, source->kind, why) : failure_end(why);
}

static PhotoEnd bytes_clean(const char *path, Strip strip, const char *target, char **why)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    const guint8 *bytes = file ? (const guint8 *)g_mapped_file_get_contents(file) : NULL;
    const gsize length = file ? g_mapped_file_get_length(file) : 0;
    g_autoptr(GByteArray) out = g_byte_array_new();

    if (length > PHOTO_WEIGHT_MAX) {
        *why = g_strdup_printf("it has %" G_GSIZE_FORMAT " bytes", length);
        return PHOTO_LARGE;
    }
    if (!bytes || !strip(bytes, length, out)) {
        *why = g_strdup("it is cut off");
        return PHOTO_DAMAGED;
    }
    if (out->len == length && memcmp(out->data, bytes, length) == 0)
        return PHOTO_UNTOUCHED;
    return output_bytes(out->data, out->len, target, why);
}

static PhotoEnd source_clean(const Source *source, const char *target, char **why)
{
    const Strip strip = strip_of(source->kind);

    if (strip && (source->orientation == 1 || source_has_more(source))) {
        const PhotoEnd end = bytes_clean(source->path, strip, target, why);
        /* Decoders pass over what stands between the parts of a JPEG. */
        if (end != PHOTO_DAMAGED || source->kind != KIND_JPEG)
            return end;
    }
    return picture_replace(source, target, why);
}

PhotoEnd clean_copy(const char *path, const char *target, char **why)
{
    Source source;

    if (kind_of_file(path) == KIND_OTHER)
        return PHOTO_UNTOUCHED;
    PhotoEnd end = source_open(&source, path, why);
    if (end == PHOTO_DONE)
        end = source_clean(&source, target, why);
    source_close(&source);
    return end;
}

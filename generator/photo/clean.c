/* SPDX-License-Identifier: MIT */
/* A photo that is published as it is, but for what it says. */
#include "photo/private.h"
#include "photo/strip.h"

#include <stdio.h>
#include <string.h>

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

static PhotoEnd bytes_clean(const guint8 *bytes, gsize length, Strip strip, const char *target, char **why)
{
    g_autoptr(GByteArray) out = g_byte_array_new();

    if (!strip(bytes, length, out)) {
        *why = g_strdup("it is cut off");
        return PHOTO_DAMAGED;
    }
    if (out->len == length && memcmp(out->data, bytes, length) == 0)
        return PHOTO_UNTOUCHED;
    return output_bytes(out->data, out->len, target, why);
}

/* It can only be shown as it is by coding it again. */
static gboolean is_coded_again(const Source *source, const guint8 *bytes, gsize length)
{
    if (source->orientation != 1 && source->kind != KIND_TIFF)
        return TRUE;
    if (source_has_more(source))
        return FALSE;
    if (source->kind == KIND_PNG && strip_png_moves(bytes, length))
        return FALSE;
    return source->orientation != 1 ||
           (source->kind == KIND_PNG && vips_image_get_typeof(source->header, VIPS_META_ICC_NAME) != 0);
}

static PhotoEnd source_clean(const Source *source, const char *target, char **why)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(source->path, FALSE, NULL);
    const guint8 *bytes = file ? (const guint8 *)g_mapped_file_get_contents(file) : NULL;
    const gsize length = bytes ? g_mapped_file_get_length(file) : 0;

    if (length > PHOTO_WEIGHT_MAX) {
        *why = g_strdup_printf("it has %" G_GSIZE_FORMAT " bytes", length);
        return PHOTO_LARGE;
    }
    if (is_coded_again(source, bytes, length))
        return picture_replace(source, target, why);
    const PhotoEnd end = bytes_clean(bytes, length, strip_of(source->kind), target, why);
    /* Decoders pass over what stands between the parts of a JPEG, and guess what an old TIFF does not say. */
    if (end != PHOTO_DAMAGED || source_has_more(source) ||
        (source->kind != KIND_JPEG && source->kind != KIND_TIFF))
        return end;
    g_clear_pointer(why, g_free);
    return picture_replace(source, target, why);
}

/* Of a file that was made to harm, the parts may overlap: what is left has to be a picture of that size. */
static PhotoEnd target_check(const Source *source, const char *target, char **why)
{
    Source left;
    const PhotoEnd end = source_open(&left, target, why);
    const gboolean same = left.size.width == source->size.width && left.size.height == source->size.height;

    source_close(&left);
    if (end == PHOTO_DONE && same)
        return PHOTO_DONE;
    g_free(*why);
    *why = g_strdup("nothing is left of it");
    return PHOTO_DAMAGED;
}

#define BEGINNING 4096

/* Whether it begins like a text, or is empty: static/ may hold what it likes under the name of a photo, but
 * nothing that a program which knows more forms would find a place in. */
static gboolean is_text(const char *path)
{
    char bytes[BEGINNING];
    FILE *file = fopen(path, "rbe");
    const gsize length = file ? fread(bytes, 1, sizeof bytes, file) : 0;

    if (file)
        fclose(file);
    return file && !memchr(bytes, '\0', length);
}

PhotoEnd clean_copy(const char *path, const char *target, char **why)
{
    Source source;

    if (kind_of_file(path) == KIND_OTHER)
        return is_text(path) ? PHOTO_UNTOUCHED : PHOTO_DAMAGED;
    PhotoEnd end = source_open(&source, path, why);
    if (end == PHOTO_DONE)
        end = source_clean(&source, target, why);
    if (end == PHOTO_DONE)
        end = target_check(&source, target, why);
    source_close(&source);
    return end;
}

/* SPDX-License-Identifier: MIT */
/* Copies of a photo: decoded once, and each made from the next larger one. */
#include "photo/private.h"

/* What is larger is written as it is decoded, and read anew for the others. */
#define HELD_POINTS_MAX (4000 * 1000)

/* A part of the photo, as copies show it. */
typedef struct {
    const Source *source;
    guint left, top; /* upright, in points of the photo */
    PictureSize size;
} Part;

static guint scaled(guint length, guint size, guint part)
{
    return (guint)(((guint64)length * size + part / 2) / part);
}

/* The part in the size of a copy, not yet decoded. */
static VipsImage *part_picture(const Part *part, PictureSize size)
{
    const PictureSize whole = part->source->size;
    const PictureSize all = {MAX(scaled(whole.width, size.width, part->size.width), size.width),
                             MAX(scaled(whole.height, size.height, part->size.height), size.height)};
    const guint left = MIN(scaled(part->left, size.width, part->size.width), all.width - size.width);
    const guint top = MIN(scaled(part->top, size.height, part->size.height), all.height - size.height);
    g_autoptr(VipsImage) picture = source_picture(part->source, all);
    VipsImage *cut = NULL;

    if (picture)
        vips_extract_area(picture, &cut, (int)left, (int)top, (int)size.width, (int)size.height, NULL);
    return cut;
}

/* The picture of a copy in memory: from the one before where there is one. */
static VipsImage *picture_hold(const Part *part, VipsImage *before, PictureSize size)
{
    if (before && is_of_size(before, size))
        return g_object_ref(before);
    g_autoptr(VipsImage) picture = before ? picture_scale(before, size) : part_picture(part, size);
    return picture ? vips_image_copy_memory(picture) : NULL;
}

static PhotoEnd file_make(const Part *part, VipsImage **held, const PhotoFile *file, char **why)
{
    const PictureSize size = file->copy.size;
    const gboolean large = (guint64)size.width * size.height > HELD_POINTS_MAX;
    g_autoptr(VipsImage) picture = large ? part_picture(part, size) : picture_hold(part, *held, size);

    if (!picture)
        return failure_end(why);
    const PhotoEnd end = output_write(picture, file->path, file->copy.format, why);
    if (!large) {
        g_clear_object(held);
        *held = g_steal_pointer(&picture);
    }
    return end;
}

static PhotoEnd files_make(const Part *part, const PhotoFile *files, guint n_files, char **why)
{
    g_autoptr(VipsImage) held = NULL;
    PhotoEnd end = PHOTO_DONE;

    for (guint i = 0; end == PHOTO_DONE && i < n_files; i++)
        end = file_make(part, &held, &files[i], why);
    return end;
}

PhotoEnd make_copies(const char *path, PictureSize whole, const PhotoCrop *crop, const PhotoFile *files,
                     guint n_files, char **why)
{
    Source source;
    PhotoEnd end = source_open(&source, path, why);

    if (end == PHOTO_DONE && (source.size.width != whole.width || source.size.height != whole.height)) {
        *why = g_strdup_printf("%u × %u points, not %u × %u", source.size.width, source.size.height,
                               whole.width, whole.height);
        end = PHOTO_DAMAGED;
    }
    if (end == PHOTO_DONE) {
        Part part = {.source = &source};
        photo_part(whole, crop, &part.left, &part.top, &part.size);
        end = files_make(&part, files, n_files, why);
    }
    source_close(&source);
    return end;
}

/* SPDX-License-Identifier: MIT */
/*
 * Copies of a photo: decoded once, and each of the sizes of photo_sizes() made from the next larger one,
 * whether that is asked for or not. So a copy is the same, byte for byte, whichever others are made with it.
 */
#include "photo/private.h"

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

/* The sizes in which a part is published, from the largest down. */
typedef struct {
    const Part *part;
    PictureSize sizes[PHOTO_WIDTHS_MAX];
    guint count, left; /* of those, the sizes that are still to come */
    VipsImage *held;   /* in memory, of the size before them */
} Chain;

/* On to the smallest size that is not smaller than `size`. FALSE where it cannot be read. */
static gboolean chain_down(Chain *chain, PictureSize size)
{
    while (chain->left > 0 && chain->sizes[chain->left - 1].width >= size.width) {
        const PictureSize next = chain->sizes[--chain->left];
        g_autoptr(VipsImage) picture =
            chain->held ? picture_scale(chain->held, next) : part_picture(chain->part, next);
        g_clear_object(&chain->held);
        chain->held = picture ? vips_image_copy_memory(picture) : NULL;
        if (!chain->held)
            return FALSE;
    }
    return TRUE;
}

/* What is larger than all of them is written as it is decoded, and read anew for the others. */
static VipsImage *copy_picture(Chain *chain, PictureSize size)
{
    if (size.width > chain->sizes[chain->count - 1].width)
        return part_picture(chain->part, size);
    return chain_down(chain, size) ? picture_scale(chain->held, size) : NULL;
}

static PhotoEnd file_make(Chain *chain, const PhotoFile *file, char **why)
{
    g_autoptr(VipsImage) picture = copy_picture(chain, file->copy.size);

    return picture ? output_write(picture, file->path, file->copy.format, why) : failure_end(why);
}

static PhotoEnd files_make(const Part *part, const PhotoCrop *crop, const PhotoFile *files, guint n_files,
                           char **why)
{
    Chain chain = {.part = part};
    PhotoEnd end = PHOTO_DONE;

    chain.count = chain.left = photo_sizes(part->source->size, crop, chain.sizes);
    for (guint i = 0; end == PHOTO_DONE && i < n_files; i++)
        end = file_make(&chain, &files[i], why);
    g_clear_object(&chain.held);
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
        end = files_make(&part, crop, files, n_files, why);
    }
    source_close(&source);
    return end;
}

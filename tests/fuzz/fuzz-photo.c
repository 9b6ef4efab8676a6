/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the module of photos, with the libraries that it calls: whatever the bytes are, they are refused, or
 * what is made of them is a picture of the size that was asked for; and what is left of them once they are
 * clean is as clean as can be.
 */
#include "photo/private.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

/* What the darkroom leaves to the limits of its processes: a file of some bytes may hold so many points. */
#define POINTS_MAX (1000 * 1000)

static gboolean is_small(const char *path)
{
    PictureSize size;

    return !picture_size_of_file(path, &size) || (guint64)size.width * size.height <= POINTS_MAX;
}

static void copies_make(const char *source, const char *target)
{
    const PhotoCrop crop = {4, 5, 50, 30};
    PictureSize whole = {7, 7}, sizes[PHOTO_WIDTHS_MAX], made;
    g_autofree char *why = NULL;

    if (!picture_size_of_file(source, &whole))
        return;
    const guint count = photo_sizes(whole, &crop, sizes);
    const PhotoFile file = {target, {sizes[count - 1], PHOTO_WEBP}};
    if (broadside_photo.make(source, whole, &crop, &file, 1, &why) != PHOTO_DONE)
        return;
    g_assert(picture_size_of_file(target, &made));
    g_assert(made.width == file.copy.size.width && made.height == file.copy.size.height);
}

static void clean_twice(const char *source, const char *target, const char *other)
{
    g_autofree char *why = NULL, *why_not = NULL;

    if (broadside_photo.clean(source, target, &why) != PHOTO_DONE)
        return;
    const PhotoEnd end = broadside_photo.clean(target, other, &why_not);
    /* In a TIFF, what stays may lie where something else is. */
    g_assert(end == PHOTO_UNTOUCHED || kind_of_file(target) == KIND_TIFF);
}

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static char *source, *target, *other;
    g_autofree char *why = NULL, *look_why = NULL;
    PhotoLook look;

    if (!source) {
        g_autofree char *folder = g_dir_make_tmp("fuzz-photo-XXXXXX", NULL);
        g_assert(folder && broadside_photo.open(&why));
        source = g_build_filename(folder, "source", NULL);
        target = g_build_filename(folder, "target", NULL);
        other = g_build_filename(folder, "other", NULL);
    }
    g_assert(g_file_set_contents_full(source, (const char *)data, (gssize)size, G_FILE_SET_CONTENTS_NONE,
                                      0600, NULL));
    if (!is_small(source))
        return 0;
    broadside_photo.look(source, &look, &look_why);
    copies_make(source, target);
    clean_twice(source, target, other);
    return 0;
}

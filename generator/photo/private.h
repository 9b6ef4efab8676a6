/* SPDX-License-Identifier: MIT */
/* Private to photo/: a photo that is read, and how it ends. Everything runs in a process of darkroom/. */
#pragma once

#include "photo/module.h"
#include "picture/kind.h"

#include <vips/vips.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsImage, g_object_unref)

typedef struct {
    const char *path;
    PhotoKind kind;
    VipsImage *header; /* of which no point is read */
    guint orientation; /* how the camera was held, 1 to 8: what is still to be undone */
    PictureSize size;  /* upright */
} Source;

/* PHOTO_DONE where its head can be read; source_close() in any case. */
PhotoEnd source_open(Source *source, const char *path, char **why);
void source_close(Source *source);
/* The file holds more pictures: those that follow where it moves, other pages. */
gboolean source_has_more(const Source *source);

/*
 * The picture in sRGB with 8 bits, three bands or four with alpha, upright, and of the size `size` (1 or
 * more); read from the file in sequence or in memory already. NULL: see failure_end().
 */
VipsImage *source_picture(const Source *source, PictureSize size);

gboolean is_of_size(VipsImage *image, PictureSize size);
/* A picture of exactly that size; a new reference, or NULL. */
VipsImage *picture_scale(VipsImage *image, PictureSize size);

/* What is wrong, by the messages of libvips, which go to `why`. */
PhotoEnd failure_end(char **why);
/* The same, where a file of ours could not be written: `problem` is an errno. */
PhotoEnd failure_written(int problem, char **why);

/* Into sRGB; a new reference, or NULL. */
VipsImage *colour_of_web(VipsImage *image);

/* Writes a picture of source_picture() into a new file, which holds nothing but the picture. */
PhotoEnd output_write(VipsImage *image, const char *path, PhotoFormat format, char **why);
/* The same, as good as the photo that it takes the place of, and in its form. */
PhotoEnd output_replace(VipsImage *image, const char *path, PhotoKind kind, char **why);
PhotoEnd output_bytes(const guint8 *bytes, gsize length, const char *path, char **why);

PhotoEnd make_copies(const char *path, PictureSize whole, const PhotoCrop *crop, const PhotoFile *files,
                     guint n_files, char **why);
PhotoEnd clean_copy(const char *path, const char *target, char **why);
PhotoEnd photo_look(const char *path, PhotoLook *look, char **why);

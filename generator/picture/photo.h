/* SPDX-License-Identifier: MIT */
/*
 * Photos: pictures made of points. Readers get copies of them in several sizes, never the file itself, which
 * may say where somebody lives. Where the copies lie, and how large they are, follows from the name and the
 * size of a photo, so that pages can be written before there are any.
 */
#pragma once

#include "picture/size.h"

typedef enum { PHOTO_WEBP, PHOTO_JPEG, PHOTO_PNG, N_PHOTO_FORMATS } PhotoFormat;

/* The part of a photo that is shown; all zeros: all of it. */
typedef struct {
    guint across, down;     /* its proportions, 1 to PHOTO_RATIO_MAX; 0: those of the photo */
    guint focus_x, focus_y; /* what must be seen, in percent from the left and from the top */
} PhotoCrop;

/* What a page asks of a photo. */
typedef struct {
    PhotoCrop crop;
    gboolean link; /* it leads to the photo, and shows none: the largest JPEG is enough */
} PhotoWish;

/* One copy. */
typedef struct {
    PictureSize size;
    PhotoFormat format;
} PhotoCopy;

#define PHOTO_RATIO_MAX 100
#define PHOTO_WIDTHS_MAX 4
/* Of a copy as large as the photo itself, for photo_path(). */
#define PHOTO_WHOLE 0

/* Whether the name of a file ends as those of photos do: .jpg, .png, .heic … but not .svg. */
gboolean photo_has_name(const char *path);

/* Whether its form is one that neither browsers show nor Broadside reads, as those of cameras (.dng, .cr2):
 * it says where it was taken all the same, and is not published. */
gboolean photo_is_foreign(const char *path);

/*
 * The sizes in which a photo of the size `whole` is published, the smallest first: as many as it returns, up
 * to PHOTO_WIDTHS_MAX. None is larger than the part of the photo that it shows, and none higher than WebP can
 * be. None at all where `whole` is 0 by 0, for nobody knows.
 */
guint photo_sizes(PictureSize whole, const PhotoCrop *crop, PictureSize sizes[PHOTO_WIDTHS_MAX]);

/* A part that is all of a photo of that size is none: `crop` becomes zeros, so that its copies are made once.
 */
void photo_crop_settle(PictureSize whole, PhotoCrop *crop);

/* The part of a photo of the size `whole`, in its points: as large as can be, about the focus. */
void photo_part(PictureSize whole, const PhotoCrop *crop, guint *left, guint *top, PictureSize *part);

/*
 * Where a copy of the photo that would be published at `path` ("news/tree.jpg") lies: "news/tree-480.webp",
 * "news/tree-4x5-480.webp", "news/tree-png-480.webp". `width` PHOTO_WHOLE: "news/tree.jpg". Newly allocated.
 */
char *photo_path(const char *path, const PhotoCrop *crop, guint width, PhotoFormat format);

/* The format of the copy that is as large as the photo: PNG of a PNG, JPEG of all others. */
PhotoFormat photo_whole_format(const char *path);

/*
 * What a page asks for, as a text: a file of the site, and what of it. It is the path of the file where all
 * of it is shown. Newly allocated.
 */
char *photo_wish(const char *file, const PhotoWish *wish);
/* Takes that apart again: the path of the file, newly allocated. */
char *photo_wish_file(const char *text, PhotoWish *wish);

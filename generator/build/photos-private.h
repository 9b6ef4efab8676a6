/* SPDX-License-Identifier: MIT */
/* Private to the photos of a build: which ones there are (photos.c), and how they are made
 * (photos-develop.c). */
#pragma once

#include "build/failure.h"
#include "build/photo-store.h"
#include "build/photos.h"
#include "photo/module.h"

typedef struct Photo Photo;

/* One file that is published. */
typedef struct {
    const Photo *photo;
    const char *path; /* as an output */
    const char *name; /* in the store */
    PhotoCopy copy;   /* of a photo that is only cleaned nothing */
    gboolean proven;  /* the destination has it */
    gboolean wanted;  /* it is to be made */
    const Photo
        *maker; /* the photo of which it is made: this one, or another that is the same; NULL: it is there */
} Copy;

/* A part of a photo that is shown, or a photo of static/. */
struct Photo {
    const char *file; /* as messages name it */
    char *source;     /* to open */
    Origin origin;    /* who shows it */
    PictureSize whole;
    PhotoWish wish;
    gboolean clean;     /* it is published in its own form, without metadata */
    gboolean untouched; /* the same, and it has none: the file itself is published */
    FileStamp seen;     /* what it was when its digest was taken */
    gboolean fresh;     /* it had been written so shortly before that it can change without another stamp */
    Digest digest;
    GPtrArray *copies; /* Copy, the largest first */
};

typedef struct {
    const PhotosJob *job;
    GPtrArray *photos; /* Photo */
    PhotoStore *store;
} Photos;

/* What is wrong with a photo, and the mend; a note says who shows it. */
void photos_report(const Photo *photo, PhotoEnd end, Diagnostics *diagnostics);

/* Whether it is still the file whose digest was taken. */
gboolean photos_is_unchanged(const Photo *photo);

/* Makes the copies that neither the destination nor the store has. */
gboolean photos_develop(Photos *photos, Diagnostics *diagnostics, GError **error);
/* Stages all, and appends them to `files`. */
gboolean photos_stage(const Photos *photos, GArray *files, GError **error);

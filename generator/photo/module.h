/* SPDX-License-Identifier: MIT */
/*
 * Photos read and written by libvips: a module, broadside-photo.so, which only a command that makes copies of
 * photos loads: libvips and what it loads in its turn would add 20 ms to every start of the program. A photo
 * may be made to harm whoever reads it: only darkroom/ calls this, in processes that are limited and
 * confined.
 */
#pragma once

#include "picture/photo.h"

typedef enum {
    PHOTO_DONE,
    PHOTO_UNTOUCHED,  /* clean(): the file holds no metadata, or no picture at all; nothing was written */
    PHOTO_DAMAGED,    /* cut off, or not what its name says */
    PHOTO_UNREADABLE, /* a form that this machine cannot read: HEIC without libheif's decoder */
    PHOTO_LARGE,      /* more than the two limits below, or than there is memory for */
    PHOTO_UNWRITTEN,  /* the copy cannot be written */
    N_PHOTO_ENDS,
} PhotoEnd;

/* Of a photo that is read: more would take half a minute. */
#define PHOTO_POINTS_MAX (G_GUINT64_CONSTANT(500) * 1000 * 1000)
/* Bytes that it may take in memory while it is read (picture/weight.h). */
#define PHOTO_WEIGHT_MAX (G_GUINT64_CONSTANT(450) * 1024 * 1024)

/* A copy to make, and where. */
typedef struct {
    const char *path; /* absolute */
    PhotoCopy copy;
} PhotoFile;

/* What can be told of a photo without showing it. */
typedef struct {
    PictureSize size; /* upright */
    guint64 hash;     /* perceptual: two photos of the same look differ in few bits */
    char taken[32]; /* as the camera wrote it, "2025:06:29 19:03:11", then ".123" and "+08:00" if it says; ""
                     */
    gboolean has_place; /* it says where it was taken */
    double sharpness;   /* how much detail there is: of two alike, the better one has more */
} PhotoLook;

/* What the module exports under PHOTO_SYMBOL. */
typedef struct {
    guint version; /* PHOTO_VERSION of the headers that it was built with */

    /* In the process whose children will do the work, before they are confined: loads what cannot be loaded
     * then. */
    void (*prepare)(void);

    /* Makes ready for what follows; FALSE with a message in `why`, newly allocated. Before anything else, in
     * the process that does the work. */
    gboolean (*open)(char **why);

    /*
     * Makes copies of the photo at `source`, which picture/size.h measures as `whole`: upright, in sRGB,
     * without any metadata. `files` show the same part of it, the largest first. `why` (newly allocated, or
     * NULL) says more, in English, where it fails; what was written by then is of no use.
     * Of a photo that moves, they show how it begins.
     */
    PhotoEnd (*make)(const char *source, PictureSize whole, const PhotoCrop *crop, const PhotoFile *files,
                     guint n_files, char **why);

    /* Writes the photo without its metadata, upright and in its own form, to `target`; or nothing, where it
     * has none, or is none. What moves goes on moving, unless it has to be turned; what is upright
     * keeps each of its points. */
    PhotoEnd (*clean)(const char *source, const char *target, char **why);

    /* Looks at a photo; as above. */
    PhotoEnd (*look)(const char *source, PhotoLook *look, char **why);
} PhotoModule;

#define PHOTO_VERSION 1
#define PHOTO_SYMBOL "broadside_photo"
extern const PhotoModule broadside_photo;

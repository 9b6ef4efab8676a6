/* SPDX-License-Identifier: MIT */
/* What lies in the folder that somebody brings from a phone: photos, and all else, which is left out. */
#pragma once

#include "album/shot.h"

/* Why a file is no photo for a page. */
typedef enum {
    LEFT_LIVE, /* the seconds of film that belong to a photo of the same name */
    LEFT_VIDEO,
    LEFT_EDITS,   /* .AAE: what an iPhone noted of changes to a photo */
    LEFT_DRAWING, /* SVG */
    LEFT_FOLDER,
    LEFT_LINK, /* a symbolic link */
    LEFT_OTHER,
    N_LEFT,
} LeftReason;

typedef struct {
    GPtrArray *shots;        /* Shot *, by their names; owned */
    GPtrArray *left[N_LEFT]; /* char *: names as messages show them, in order; owned */
} Roll;

/* Reads the folder `path`, not those in it. What a system leaves behind is passed over. NULL with errno where
 * it cannot be read. */
Roll *roll_read(const char *path);
/* The first few folders in `path`, or in those, that have photos: char *, owned. */
GPtrArray *roll_find_folders(const char *path);
void roll_free(Roll *roll);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Roll, roll_free)

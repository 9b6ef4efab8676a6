/* SPDX-License-Identifier: MIT */
/*
 * Photos of a build: what pages show of them is published as copies, which darkroom/ makes and photo-store.h
 * keeps. Which ones are wanted is known once the pages are there.
 */
#pragma once

#include "build/build.h"
#include "build/memo.h"
#include "build/plan.h"
#include "build/stage.h"
#include "process/interrupt.h"

/* Notes that `origin` shows a photo: `wish` of picture/photo.h, of a file in the site. */
void photos_request(Plan *plan, const char *wish, const Origin *origin);

typedef struct {
    Plan *plan;
    GHashTable *sizes; /* of pictures: measure.h */
    Stage *stage;      /* NULL: nothing is made, only what can be told without that is said */
    Memo *memo;        /* of files; or NULL */
    gboolean sweep;    /* remove copies that this build does not use */
    guint workers;
    const Interrupt *interrupt;
    /* The file that the destination has at the path, if that is proven; or NULL: nothing is known. */
    const StagedFile *(*known)(gpointer data, const char *path);
    void (*progress)(guint done, guint all, gpointer data);
    gpointer data;
} PhotosJob;

/*
 * Makes the copies that are missing, stages all, adds them to the outputs, and appends them to `files`
 * (StagedFile), also those outputs that are photos of static/. A photo that cannot be read, and two outputs
 * on one path, go to `diagnostics`. FALSE with `error` where the machine fails, or at an interrupt.
 */
gboolean photos_make(const PhotosJob *job, GArray *files, PhotosSummary *summary, Diagnostics *diagnostics,
                     GError **error);

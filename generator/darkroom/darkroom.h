/* SPDX-License-Identifier: MIT */
/*
 * Work on photos, by the module broadside-photo.so in processes of their own: limited, confined, and no loss
 * if a photo is made to crash them.
 */
#pragma once

#include "photo/module.h"
#include "process/interrupt.h"

typedef enum { DARKROOM_MAKE, DARKROOM_CLEAN, DARKROOM_LOOK } DarkroomWork;

/* One photo. Everything is borrowed but `why`, which darkroom_clear() frees. */
typedef struct {
    DarkroomWork work;
    const char *source; /* absolute path */
    PictureSize whole;  /* DARKROOM_MAKE: as picture/size.h measures it */
    PhotoCrop crop;     /* the same */
    const PhotoFile
        *files; /* the same: the largest first; DARKROOM_CLEAN: one, of which only the path counts */
    guint n_files;
    /* What became of it: */
    PhotoEnd end;
    PhotoLook look; /* DARKROOM_LOOK */
    char *why;      /* in English, for --verbose and reports; or NULL */
} DarkroomTask;

typedef struct {
    DarkroomTask *tasks;
    guint count;
    const char *folder; /* absolute: copies are written below it, and nowhere else; NULL: there are none */
    guint children;     /* at most; fewer where photos are so large that they would need too much memory */
    void (*progress)(guint done, guint all, gpointer data); /* or NULL */
    gpointer data;
} DarkroomJob;

/*
 * Does all of them. A photo that kills its process is PHOTO_DAMAGED, or PHOTO_LARGE where that had no memory
 * or no time left. No other thread may be running. `interrupt` may be NULL. FALSE with `error` where the
 * machine fails (the module is not installed, the disk is full), or at an interrupt.
 */
gboolean darkroom_run(const DarkroomJob *job, const Interrupt *interrupt, GError **error);
void darkroom_clear(DarkroomTask *tasks, guint count);

/* SPDX-License-Identifier: MIT */
/*
 * `broadside photos`: a folder of photos from a phone becomes the gallery of an entry. In order: the folder
 * read (roll.h), photos that the entry has (known.h), each looked at (darkroom/) and put in the order in
 * which they were taken (shot.h), those nearly the same left out (alike.h), names (known.h), the text
 * (block.h), files (put.h).
 */
#pragma once

#include "album/block.h"
#include "album/roll.h"
#include "build/failure.h"
#include "text/diagnostic.h"

typedef struct {
    const char *root;         /* the folder of the site */
    const char *themes;       /* the folder of those that came with the program */
    const char *folder;       /* of the photos */
    const char *event;        /* the entry, in words of the command line */
    gboolean all;             /* also what is nearly the same */
    gboolean dry_run;         /* nothing is written */
    guint jobs;               /* processes at once; 0: one for each processor */
    void (*waiting)(int pid); /* called while another process holds the site */
    /* "photos", how many were looked at; "copies", how many were copied; or NULL */
    void (*progress)(const char *stage, guint done, guint all, gpointer data);
    gpointer data;
} AlbumOptions;

typedef struct {
    Roll *roll;       /* NULL: it did not come to that */
    char *entry;      /* its file, from the site's root */
    char *folder;     /* the same: where its photos lie */
    BlockLines lines; /* of its file, for the photos that it did not name */
    guint placed;     /* of those that were copied: they say where they were taken */
} AlbumSummary;

/*
 * Does it. What is wrong with the entry's name, or with a photo, goes to `diagnostics`; the other photos are
 * taken all the same. FALSE with `error` where the command makes no sense (BUILD_ERROR_USAGE) or the machine
 * fails: then nothing was written.
 */
gboolean album_run(const AlbumOptions *options, Diagnostics *diagnostics, AlbumSummary *summary,
                   GError **error);
void album_summary_clear(AlbumSummary *summary);

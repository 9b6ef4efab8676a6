/* SPDX-License-Identifier: MIT */
#pragma once

#include "album/shot.h"
#include "process/interrupt.h"
#include "text/stamp.h"

/* What is to be written, all of it or nothing. Everything is borrowed. */
typedef struct {
    const GPtrArray *shots; /* Shot *: those that are SHOT_NEW are copied, as their targets */
    const char *root;       /* of the site */
    const char *folder;     /* of the entry, from there */
    const char *entry;      /* its file, the same */
    const GString *text;    /* what it holds from then on; NULL: it stays */
    FileStamp stamp;        /* of the file when it was read */
    void (*progress)(guint done, guint all, gpointer data); /* after each copy; or NULL */
    gpointer data;
} Putting;

/*
 * Copies the photos into a hidden folder, moves them to their places, over nothing, and the entry's file
 * last: whatever ends this process, the entry names no photo that is not there. FALSE with
 * BUILD_ERROR_MACHINE, or at an interrupt, with everything as it was.
 */
gboolean put_photos(const Putting *putting, const Interrupt *interrupt, GError **error);

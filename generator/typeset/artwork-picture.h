/* SPDX-License-Identifier: MIT */
/* Private to typeset/: pictures that are embedded in an SVG. */
#pragma once

#include <glib.h>

/* What is wrong with one. */
typedef enum {
    PICTURE_GOOD,
    PICTURE_UNKNOWN, /* neither PNG nor JPEG, or not in base64 */
    PICTURE_DAMAGED,
    PICTURE_LARGE,
} PictureFault;

/*
 * Looks at the data: address of a picture. Good: *address is what is to be drawn, which is another for one
 * that is to become grey, or has the four inks of print, which Cairo would take for their opposites; newly
 * allocated.
 */
PictureFault artwork_picture(const char *value, gboolean grey, char **address);

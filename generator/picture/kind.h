/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* Of photos: what a file holds, whatever its name says. */
typedef enum {
    KIND_OTHER,
    KIND_JPEG,
    KIND_PNG,
    KIND_WEBP,
    KIND_GIF,
    KIND_TIFF,
    KIND_HEIF, /* HEIC and AVIF */
} PhotoKind;

/* By its first bytes; KIND_OTHER also where it cannot be read. */
PhotoKind kind_of_file(const char *path);

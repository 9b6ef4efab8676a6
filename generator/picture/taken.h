/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/* The day on which a photo was taken, as the camera has written it into the JPEG, PNG, WebP or TIFF: FALSE
 * where it says none, or what is none. */
gboolean picture_taken(const char *path, int *year, int *month, int *day);

/* SPDX-License-Identifier: MIT */
/* Private to typeset/: a picture's file read at the size that is needed, never larger than it is. */
#pragma once

#include "text/diagnostic.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/*
 * Reads the picture at `path` so that it is about `width` × `height` pixels as it is shown, or larger than
 * one of them where it has other proportions (`cover`), or smaller (not `cover`). JPEG, PNG, GIF, BMP,
 * TIFF and, where readers of them are installed, WebP, HEIC and AVIF; transparent parts become white.
 * `lossless`: whether it is no photo. NULL after a diagnostic at `place` that names the picture; to be
 * unreffed.
 */
GdkPixbuf *photo_read(const char *path, double width, double height, gboolean cover, gboolean *lossless,
                      Place place, Diagnostics *diagnostics);
/* Loads what reads pictures, before a process confines itself. */
void photo_readers_load(void);

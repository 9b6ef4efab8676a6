/* SPDX-License-Identifier: MIT */
/* Private to typeset/: colours of photos. */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

/*
 * Brings the points of a picture, where it says by an ICC profile that they mean other colours than those of
 * sRGB (Display P3 of telephones, Adobe RGB of cameras), into sRGB. A profile that cannot be used is passed
 * over.
 */
void photo_colour(GdkPixbuf *picture);

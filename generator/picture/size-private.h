/* SPDX-License-Identifier: MIT */
/* Private to picture/: the formats that say their size. */
#pragma once

#include "picture/reader.h"
#include "picture/size.h"

/* Sets the size, unless one of the sides is none. */
gboolean size_set(PictureSize *size, double width, double height);

/* Each is asked for any file; FALSE also for one of another format. */
gboolean size_of_jpeg(Reader *reader, PictureSize *size);
gboolean size_of_tiff(Reader *reader, PictureSize *size);
/* Upright; the others are turned by what EXIF says. */
gboolean size_of_heif(Reader *reader, PictureSize *size);
gboolean size_of_svg(Reader *reader, PictureSize *size);

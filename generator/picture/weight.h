/* SPDX-License-Identifier: MIT */
/* What a photo costs whoever decodes it. */
#pragma once

#include "picture/size.h"

/*
 * Bytes of memory that are needed at least to decode the photo at `path`, which is of the size `size`: of
 * most JPEG and PNG next to nothing, for they are read line by line; of all others, and of those that become
 * sharper while they load, all of their points.
 */
guint64 picture_weight(const char *path, PictureSize size);

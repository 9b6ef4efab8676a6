/* SPDX-License-Identifier: MIT */
#include "photo/module.h"

#include <vips/vips.h>

const PhotoModule broadside_photo = {.version = PHOTO_VERSION};

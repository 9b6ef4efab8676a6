/* SPDX-License-Identifier: MIT */
#pragma once

#include "picture/size-private.h"

/* Whether a file with these first bytes is a picture in HEIF: HEIC or AVIF (ISO/IEC 23008-12, 10.2). */
gboolean heif_has_brand(const guint8 head[static 12]);

/* SPDX-License-Identifier: MIT */
/* Private to template/: image(path, { alt = … }), and how large pictures are. */
#pragma once

#include "picture/size.h"
#include "template/state.h"

/* Of a file of the site ("content/news/photo.jpg"); FALSE where it is not known. */
gboolean image_size(const Engine *engine, const char *file, PictureSize *size);
/* Adds image() to the table on top of the stack. */
void image_open(lua_State *L);

/* SPDX-License-Identifier: MIT */
/* Private to template/: the photos of a gallery (markup/gallery.h). */
#pragma once

#include "template/block.h"

/* Pushes those of a block of an entry's text, a list of { file, name, alt, caption }. A line that leads to no
 * picture is a warning, and left out. */
void photos_push(lua_State *L, const Block *block);
/* What a theme shows that has no block for galleries: figures one after the other. Newly allocated. */
char *photos_html(Engine *engine, const Block *block);

/* SPDX-License-Identifier: MIT */
#include "typeset/photo.h"

gboolean photo_draw(const Mark *mark, const Canvas *canvas, cairo_t *cairo)
{
    (void)mark;
    (void)canvas;
    (void)cairo;
    return TRUE;
}

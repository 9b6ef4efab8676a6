/* SPDX-License-Identifier: MIT */
#include "template/sheet-frame.h"

void frame_pictures(FrameReader *r, const Entry *entry, const char *text, Pictures *pictures)
{
    pictures->site = r->engine->site;
    pictures->arena = r->arena;
    if (entry && text)
        pictures_add(pictures, entry, text);
}

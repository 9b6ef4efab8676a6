/* SPDX-License-Identifier: MIT */
#include "template/pictures.h"
#include "template/sheet-frame.h"

void frame_pictures(FrameReader *r, const Entry *entry, const char *text, Frame *frame)
{
    Pictures pictures = {.site = r->engine->site,
                         .arena = r->arena,
                         .pictures = (FramePicture *)frame->pictures,
                         .count = frame->n_pictures};

    if (!entry || !text)
        return;
    pictures_add(&pictures, entry, text);
    frame->pictures = pictures.pictures;
    frame->n_pictures = pictures.count;
}

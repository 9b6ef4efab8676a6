/* SPDX-License-Identifier: MIT */
#include "picture/size.h"
#include "typeset/flow.h"

gboolean image_fill(const FrameRoom *room, Marks *marks)
{
    const Frame *frame = room->frame;
    const Box *box = &room->box;
    PictureSize size;

    if (!picture_size_of_file(frame->file, &size)) {
        room_refuse_picture(room, frame->file);
        return FALSE;
    }
    const Mark mark = {.kind = MARK_IMAGE,
                       .image = {.file = frame->file,
                                 .x = box->x,
                                 .y = box->y,
                                 .width = box->width,
                                 .height = box->height,
                                 .fit = frame->fit,
                                 .focus_x = frame->focus_x,
                                 .focus_y = frame->focus_y,
                                 .alt = frame->alt}};
    marks_begin(marks, "Figure", NULL);
    marks_add(marks, &mark);
    marks_end(marks);
    return TRUE;
}

/* SPDX-License-Identifier: MIT */
#include "picture/size.h"
#include "typeset/flow.h"

/* Frames are drawn by hand: so near to the edge they reach it. */
#define NEAR_EDGE (0.2 * POINTS_PER_MM)

/* From `start` for `length`, on a paper of `side`: over an edge that it reaches, but leaves no bleed at. */
static void side_bleed(double *start, double *length, double side)
{
    double end = *start + *length;

    if (*start < NEAR_EDGE)
        *start = MIN(*start, -PAPER_BLEED);
    if (end > side - NEAR_EDGE)
        end = MAX(end, side + PAPER_BLEED);
    *length = end - *start;
}

gboolean image_fill(const FrameRoom *room, Marks *marks)
{
    const Frame *frame = room->frame;
    const Paper paper = room->sheet->paper;
    Box box = room->box;
    PictureSize size;

    if (!picture_size_of_file(frame->file, &size)) {
        room_refuse_picture(room, frame->file);
        return FALSE;
    }
    if (frame->fit == FIT_COVER) {
        side_bleed(&box.x, &box.width, paper.width * POINTS_PER_MM);
        side_bleed(&box.y, &box.height, paper.height * POINTS_PER_MM);
    }
    const Mark mark = {.kind = MARK_IMAGE,
                       .image = {.file = frame->file,
                                 .x = box.x,
                                 .y = box.y,
                                 .width = box.width,
                                 .height = box.height,
                                 .fit = frame->fit,
                                 .focus_x = frame->focus_x,
                                 .focus_y = frame->focus_y,
                                 .alt = frame->alt}};
    marks_begin(marks, "Figure", NULL);
    marks_add(marks, &mark);
    marks_end(marks);
    return TRUE;
}

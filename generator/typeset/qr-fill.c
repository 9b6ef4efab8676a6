/* SPDX-License-Identifier: MIT */
#include "picture/qr.h"
#include "typeset/flow.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/*
 * Four dots of a printer with 300 an inch, which DENSO WAVE, who made it, advises at the least. The longest
 * addresses of pages with Chinese names, nine letters each, so fit on A4.
 */
#define MODULE_MM 0.34

gboolean qr_fill(const FrameRoom *room, Marks *marks)
{
    const Frame *frame = room->frame;
    const Box *box = &room->box;
    const double side = MIN(box->width, box->height);
    guint modules;
    g_autofree gboolean *code = qr_modules(frame->text, strlen(frame->text), &modules);

    if (!code) {
        room_refuse(room, NULL, _("the address in frame '%s' is too long for a QR code"), frame->id);
        return FALSE;
    }
    const double needed = modules * MODULE_MM, there = side / POINTS_PER_MM;
    if (there < needed - 0.01) {
        room_refuse(
            room, _("ask for a larger paper with --size, or draw the frame larger"),
            _("the QR code in frame '%s' is too small to be read: %.1f mm wide, and it needs %.1f mm"),
            frame->id, there, ceil(needed * 10) / 10);
        return FALSE;
    }
    const Mark mark = {.kind = MARK_QR,
                       .colour = frame->style.colour,
                       .qr = {.text = frame->text,
                              .x = box->x + (box->width - side) / 2,
                              .y = box->y + (box->height - side) / 2,
                              .side = side}};
    marks_begin(marks, "Figure", NULL);
    marks_add(marks, &mark);
    marks_end(marks);
    return TRUE;
}

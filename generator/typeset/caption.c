/* SPDX-License-Identifier: MIT */
#include "typeset/caption.h"

#include <string.h>

/* In sizes. */
#define TEXT_SIZE 1.1
#define RULE 0.05
#define RULE_GAP 0.8

Paragraph *caption_new(const FrameRoom *room, const char *text)
{
    const ParagraphStyle style = {room->fonts, room->frame->style.font, TRUE, FALSE, 0, room->substitute};
    const Styled styled = {.text = text, .length = strlen(text)};

    return paragraph_new(&styled, &style, room->missing);
}

gboolean caption_fits(const FrameRoom *room, const Paragraph *caption, double size)
{
    return !caption || paragraph_width(caption) * size * TEXT_SIZE <= room->box.width;
}

void caption_put(const FrameRoom *room, const Paragraph *caption, double size, double y, Marks *marks)
{
    g_autoptr(GArray) lines = paragraph_break(caption, 1e6, 0, FALSE);
    const Box *box = &room->box;
    const Face *face = fonts_first(room->fonts, room->frame->style.font, TRUE);
    const double em = size * TEXT_SIZE, top = y + (CAPTION_HEIGHT - TEXT_SIZE) / 2 * size;
    const double side = (box->width - paragraph_width(caption) * em) / 2 - RULE_GAP * size;
    const Colour accent = room->frame->style.accent;
    const LinePlace place = {.x = box->x,
                             .y = top + face->ascent / (face->ascent + face->descent) * em,
                             .size = em,
                             .width = box->width / em,
                             .align = ALIGN_CENTRE,
                             .colour = accent,
                             .accent = accent,
                             .frame = room->frame->id,
                             .first = TRUE};

    marks_begin(marks, "H2", NULL);
    if (lines->len > 0)
        paragraph_put(caption, &g_array_index(lines, Line, 0), &place, marks);
    marks_end(marks);
    if (side <= 0)
        return;
    marks_rectangle(marks, accent, box->x, top + em / 2, side, RULE * size);
    marks_rectangle(marks, accent, box->x + box->width - side, top + em / 2, side, RULE * size);
}

/* SPDX-License-Identifier: MIT */
#include "typeset/part.h"

#include <string.h>

#define LEADING 1.4
#define PARAGRAPH_GAP 0.2

static TextStyle style_of(const FrameRoom *room, const FramePart *part, FrameAlign align)
{
    const FrameStyle *style = &room->frame->style;

    return (TextStyle){.fonts = room->fonts,
                       .font = part && part->font ? part->font : style->font,
                       .bold = part ? part->bold || style->bold : TRUE,
                       .colour = part && part->has_colour ? part->colour : style->colour,
                       .accent = style->accent,
                       .rule = style->accent,
                       .hair = style->accent,
                       .leading = style->leading > 0 ? style->leading : LEADING,
                       .gap = PARAGRAPH_GAP,
                       .substitute = room->substitute,
                       .align = part && part->align != ALIGN_DEFAULT ? part->align : align,
                       .pictures = room->frame->pictures,
                       .n_pictures = room->frame->n_pictures,
                       .frame = room->frame->id};
}

static Blocks *blocks_of(const FrameRoom *room, const FramePart *part, const char *cell)
{
    g_autoptr(GError) error = NULL;
    guint line;

    if (!part->markdown)
        return blocks_plain(cell);
    Blocks *blocks = blocks_read(cell, strlen(cell), &line, &error);
    if (!blocks)
        room_refuse(room, NULL, "%s", error->message);
    return blocks;
}

gboolean part_read(const FrameRoom *room, const FramePart *part, const char *cell, FrameAlign align,
                   Galley **galley)
{
    TextStyle style = style_of(room, part, align);
    const FramePicture own = {cell, cell};
    g_autofree char *broken = NULL;

    *galley = NULL;
    if (!cell || !*cell)
        return TRUE;
    Blocks *blocks = part->image ? blocks_picture(cell) : blocks_of(room, part, cell);
    if (!blocks)
        return FALSE;
    if (part->image) {
        style.pictures = &own;
        style.n_pictures = 1;
    }
    *galley = galley_new(blocks, &style, room->missing, &broken);
    if (!*galley)
        room_refuse_picture(room, broken);
    return *galley != NULL;
}

static Galley *bold_new(const FrameRoom *room, const FramePart *part, const char *text, FrameAlign align)
{
    TextStyle style = style_of(room, part, align);

    if (!text || !*text)
        return NULL;
    style.bold = TRUE;
    style.colour = style.accent;
    return galley_new(blocks_plain(text), &style, room->missing, NULL);
}

Galley *part_head(const FrameRoom *room, const FramePart *part)
{
    return bold_new(room, part, part->title, ALIGN_START);
}

Galley *part_group(const FrameRoom *room, const char *text)
{
    return bold_new(room, NULL, text, ALIGN_START);
}

gboolean parts_are_headed(const FramePart *parts, guint count)
{
    for (guint i = 0; i < count; i++)
        if (parts[i].title && *parts[i].title)
            return TRUE;
    return FALSE;
}

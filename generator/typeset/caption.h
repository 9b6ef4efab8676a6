/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the heading of a group of names or cards: in the middle, between two thin rules. */
#pragma once

#include "typeset/flow.h"
#include "typeset/paragraph.h"

/* Its height with the room around it, in sizes. */
#define CAPTION_HEIGHT 2.2

Paragraph *caption_new(const FrameRoom *room, const char *text);
/* Whether the frame is wide enough for it. NULL is. */
gboolean caption_fits(const FrameRoom *room, const Paragraph *caption, double size);
void caption_put(const FrameRoom *room, const Paragraph *caption, double size, double y, Marks *marks);

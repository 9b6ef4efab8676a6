/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the cells of tables and cards as galleys. */
#pragma once

#include "typeset/flow.h"
#include "typeset/galley.h"

/* Sets `galley` to the text of `cell`, a cell of `part` of the frame's, with `align` where the part has none;
 * NULL for an empty one. FALSE after a diagnostic. */
gboolean part_read(const FrameRoom *room, const FramePart *part, const char *cell, FrameAlign align,
                   Galley **galley);
/* The head of a column: bold, in the accent. */
Galley *part_head(const FrameRoom *room, const FramePart *part);
/* A heading over all columns. */
Galley *part_group(const FrameRoom *room, const char *text);
/* Whether one of the columns has a title. */
gboolean parts_are_headed(const FramePart *parts, guint count);

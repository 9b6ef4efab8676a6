/* SPDX-License-Identifier: MIT */
/* Private to typeset/: what goes into the frames of a sheet, at the largest size at which it fits. */
#pragma once

#include "typeset/artwork.h"
#include "typeset/marks.h"

/*
 * A frame of the sheet, on the sheet: in points from the trimmed corner. `scale`: what sizes in points of its
 * style are multiplied with on this paper.
 */
typedef struct {
    const Sheet *sheet;
    const Frame *frame;
    Box box;
    double scale;
    Fonts *fonts;
    GArray *missing;     /* MissingCharacter: reported when the frame is full */
    gunichar substitute; /* stands in the place of such a character; 0: it is refused */
    Diagnostics *diagnostics;
} FrameRoom;

/* The frame's error, at the entry. */
void room_refuse(const FrameRoom *room, const char *hint, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* Of a text of so many characters that takes `over` times the room that there is at its smallest size. */
void room_refuse_length(const FrameRoom *room, double over, guint characters);
/* Of a picture that cannot be read; its name only, whatever its folder is. */
void room_refuse_picture(const FrameRoom *room, const char *file);

/*
 * Each fills its kind of frame. FALSE after a diagnostic: what does not fit at the smallest size, and by how
 * much; a character that no font has; a picture that cannot be read.
 */
gboolean text_fill(const FrameRoom *room, Marks *marks);     /* FRAME_TEXT */
gboolean markdown_fill(const FrameRoom *room, Marks *marks); /* FRAME_MARKDOWN */
gboolean image_fill(const FrameRoom *room, Marks *marks);    /* FRAME_IMAGE */
gboolean qr_fill(const FrameRoom *room, Marks *marks);       /* FRAME_QR */
gboolean roster_fill(const FrameRoom *room, Marks *marks);   /* FRAME_ROSTER */
gboolean table_fill(const FrameRoom *room, Marks *marks);    /* FRAME_TABLE */
gboolean cards_fill(const FrameRoom *room, Marks *marks);    /* FRAME_CARDS */

/* All frames of `sheet`, each by its kind. FALSE after diagnostics, which are all there are. */
gboolean sheet_fill(const Sheet *sheet, const Artwork *artwork, Fonts *fonts, Marks *marks,
                    Diagnostics *diagnostics);
/* The same of a page of a book: `substitute` stands in the place of characters that no font has, which are
 * added to `missing`. */
gboolean sheet_fill_page(const Sheet *sheet, const Artwork *artwork, Fonts *fonts, gunichar substitute,
                         GArray *missing, Marks *marks, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* Private to picture/: the segments of a JPEG, and what cameras say of a photo in one of them. */
#pragma once

#include "picture/size-private.h"

#define JPEG_APP1 0xe1

/* A segment before the picture itself; begin with one that is all zeros. */
typedef struct {
    guint marker;
    guint64 start, end; /* of what is in it, in the file */
    guint count;
} JpegSegment;

/* The next segment; FALSE after the last, or where the file is no JPEG. */
gboolean jpeg_next(Reader *reader, JpegSegment *segment);

/*
 * How the camera was held, 1 to 8 (CIPA DC-008, Exif 2.32, 4.6.4 A; TIFF 6.0, section 2); 0 where the segment
 * does not say.
 */
guint exif_orientation(Reader *reader, const JpegSegment *segment);
/* When the photo was taken, as the camera writes it (Exif 2.32, 4.6.5 F, DateTimeOriginal): "2014:02:14" and
 * the end. FALSE where the segment does not say. */
gboolean exif_day(Reader *reader, const JpegSegment *segment, char day[static 11]);

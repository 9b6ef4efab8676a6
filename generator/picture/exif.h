/* SPDX-License-Identifier: MIT */
/* What cameras say of a photo (CIPA DC-008, Exif 2.32). */
#pragma once

#include "picture/tiff.h"

typedef struct {
    /* As the camera wrote it, "2025:06:29 19:03:11", then ".123" and "+08:00" if it says; "" where it does
     * not. */
    char taken[32];
    gboolean has_place; /* it says where */
} Exif;

/* The segments of a JPEG before the picture itself; begin with one that is all zeros. */
typedef struct {
    guint marker;
    guint64 start, end; /* of what is in it, in the file */
    guint count;
} JpegSegment;

/* The next segment; FALSE after the last, or where the file is no JPEG. */
gboolean jpeg_next(Reader *reader, JpegSegment *segment);

/* Where a JPEG, PNG, WebP or TIFF says such things; FALSE where it does not. */
gboolean exif_find(Reader *reader, Tiff *tiff);
/* The tags of EXIF, with or without the mark "Exif" before them. */
gboolean exif_open(Tiff *tiff, Reader *reader, guint64 start, guint64 end);

/*
 * How the camera was held, 1 to 8 (4.6.4 A; TIFF 6.0, section 8): the picture is turned and mirrored so that
 * it is upright; 1 where it says nothing of use.
 */
guint exif_orientation(const Tiff *tiff);

/* What `bytes` say, of EXIF. Nothing where they are none. */
void exif_read(const guint8 *bytes, gsize length, Exif *exif);
/* The same of a JPEG, PNG, WebP or TIFF; FALSE where it says nothing. */
gboolean exif_of_file(const char *path, Exif *exif);
/* The day on which it was taken: "2014:02:14" and the end. FALSE where it is not said. */
gboolean exif_day(const Tiff *tiff, char day[static 11]);

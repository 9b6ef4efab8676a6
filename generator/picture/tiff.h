/* SPDX-License-Identifier: MIT */
/* Private to picture/: the tags of a TIFF file, which is also what EXIF is (TIFF 6.0, section 2). */
#pragma once

#include "picture/size-private.h"

typedef struct {
    Reader *reader;
    guint64 start, end; /* of the TIFF file in what is read */
    guint64 tags;       /* where its first list of tags is, from `start` */
    gboolean big;       /* its numbers begin with the highest byte */
} Tiff;

/* What stands behind a tag. */
typedef struct {
    guint type;
    guint32 count;
    guint32 value; /* of a byte or a short: that; else four bytes as a number, often where the value lies */
    guint64 at;    /* where it lies, from the start of the TIFF file */
} TiffTag;

#define TIFF_BYTE 1
#define TIFF_ASCII 2
#define TIFF_SHORT 3
#define TIFF_LONG 4
#define TIFF_RATIONAL 5

/* FALSE where no TIFF file begins at `start`. */
gboolean tiff_open(Tiff *tiff, Reader *reader, guint64 start, guint64 end);
/* The tag in the list of tags at `tags`. */
gboolean tiff_find(const Tiff *tiff, guint64 tags, guint wanted, TiffTag *tag);
/* `count` bytes of it, as reader_at(). */
const guint8 *tiff_at(const Tiff *tiff, guint64 offset, gsize count);
/* A number of one of the tags that are whole numbers, or `otherwise`. */
guint32 tiff_number(const Tiff *tiff, guint64 tags, guint wanted, guint32 otherwise);

/* SPDX-License-Identifier: MIT */
/*
 * Pictures in HEIF, which HEIC and AVIF are (ISO/IEC 23008-12): items with properties, one of them the
 * primary one. What is there is read, whether it makes sense or not.
 */
#pragma once

#include "picture/box.h"

/* That an item has a property: which one, from 0. */
typedef struct {
    guint32 item, property;
} HeifLink;

typedef struct {
    Reader *reader;
    Box meta;
    guint32 primary;
    GArray *properties; /* Box: those of all items */
    GArray *links;      /* HeifLink: of each item in the order in which they are to be followed */
} Heif;

/* Whether a file with these first bytes is a picture in HEIF (10.2). */
gboolean heif_has_brand(const guint8 head[static 12]);
/* FALSE where the file has no primary item with properties; heif_clear() in any case. */
gboolean heif_read(Heif *heif, Reader *reader);
void heif_clear(Heif *heif);
/* Where the boxes in `meta` begin, behind its version. */
guint64 heif_boxes(const Heif *heif);

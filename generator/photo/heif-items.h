/* SPDX-License-Identifier: MIT */
/* Private to photo/: which items of a file in HEIF show its picture. */
#pragma once

#include "picture/heif.h"

typedef struct {
    guint32 number;
    char type[5]; /* "" where it has none */
    Box box;      /* infe */
    guint64 at;   /* of its type in the file: what is behind that are names */
} HeifItem;

/* Items of 'iinf' (ISO/IEC 14496-12, 8.11.6), HeifItem. */
GArray *heif_items_read(Reader *reader, const Box *iinf);

typedef struct {
    char type[5];
    guint32 from, to;
} HeifReference;

/* References of 'iref' (8.11.12), HeifReference. */
GArray *heif_references_read(Reader *reader, const Box *iref);

/*
 * The numbers of the items that show the primary picture: itself, what it is put together from, and what can
 * be seen through. No smaller pictures, no depths, no other light. NULL where it cannot be shown by pictures
 * alone.
 */
GHashTable *heif_items_shown(const Heif *heif, const GArray *items, const GArray *references);

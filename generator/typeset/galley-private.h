/* SPDX-License-Identifier: MIT */
#pragma once

#include "picture/size.h"
#include "typeset/galley.h"
#include "typeset/names.h"
#include "typeset/table.h"

/* Of the body's size, that of tables in a text. */
#define TABLE_SCALE 0.92

/* Of captions, in their sizes: from line to line, and above them. */
#define CAPTION_LEADING 1.35
#define CAPTION_GAP 0.2

/* A block, shaped; and as it was set last, in points. */
typedef struct {
    const Block *block;
    Paragraph *paragraph; /* the text, the caption or the label; NULL where it is empty */
    Table *table;
    NameGrid *names;
    char *file; /* of the picture */
    PictureSize picture;

    GArray *lines;        /* Line */
    double inset;         /* of its left edge */
    double em;            /* its size */
    double width, height; /* of the room; of the picture */
    guint slab;           /* the first slab that is of it, or in it */
    guint around;         /* the container around it: its index, + 1; or 0 */
} Item;

struct Galley {
    Blocks *blocks;
    TextStyle style;
    GArray *items; /* Item */
    GArray *slabs; /* Slab */
    double size;   /* it was set at; 0: not set */
    double width;
    double signature; /* width of the widest signature, in sizes */
    guint characters;
    gboolean forced;
};

/* The indent of the item's first line, in its sizes: none where the line would be short, or is
 * centred. */
double item_indent(const Galley *galley, const Item *item);
/* Sets all items: galley->slabs. FALSE where one cannot be so narrow. */
gboolean galley_lay(Galley *galley);

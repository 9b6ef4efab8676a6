/* SPDX-License-Identifier: MIT */
/* What the numbers before the paragraphs of a paper make of them: headings and lists. */
#pragma once

#include "import/number.h"
#include "import/paper.h"
#include "text/diagnostic.h"

typedef enum { ROLE_TEXT, ROLE_HEADING, ROLE_ITEM } Role;

/* What a block is to be. */
typedef struct {
    Number number; /* NUMBER_NONE: it has none, or what looks like one is a word of the text */
    Role role;
    guint level;   /* ROLE_HEADING: in the entry, 2 to 6 */
    gsize heading; /* ROLE_HEADING: bytes of the text that are the heading; a paragraph follows them */
    guint depth;   /* lists around the block: 1 for an item of the outermost */
    guint list;    /* ROLE_ITEM: the same for all items of a list */
} Part;

/* One Part for each block. Numbers that do not count on are reported. */
GArray *outline_read(const Paper *paper, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* How a tree of cmark's becomes blocks. */
#pragma once

#include "typeset/blocks.h"

#include <cmark-gfm.h>

/* U+2028 */
#define LINE_END "\xe2\x80\xa8"

/* With an arena and nothing in it. */
Blocks *blocks_new(void);
Block *blocks_add(Blocks *blocks, BlockKind kind);

/* The text of a node's children with its styles; in the arena. */
Styled inline_read(Arena *arena, cmark_node *node);
/* Text without styles. Control characters are taken out; in the arena. */
Styled inline_plain(Arena *arena, const char *text, gsize length);
/* The sign of a footnote: "①". In the arena. */
const char *inline_note(Arena *arena, guint number);

/*
 * A fenced block whose first word is `name`, the rest `arguments`, at `inset`: names, a table, photos. FALSE
 * where it is of no kind that is known here, and to be set as it stands.
 */
gboolean fence_read(Blocks *blocks, const char *name, const char *arguments, const char *text,
                    const Block *place);

/* Finds the salutation, and who has signed. */
void blocks_sign(Blocks *blocks);

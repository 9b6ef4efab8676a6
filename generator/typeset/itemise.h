/* SPDX-License-Identifier: MIT */
/* Private to paragraph.h's files: a text in pieces that one font sets in one way. */
#pragma once

#include "typeset/paragraph-private.h"

typedef enum {
    PIECE_GLYPHS,
    PIECE_MISSING, /* no font has it: room of one size */
    PIECE_NOTHING, /* controls, what is ignored by default: no room */
    PIECE_BLANK,   /* a tab, or the end of a line that goes on below */
    PIECE_LINE_END,
} PieceKind;

/* One character with its marks. */
typedef struct {
    gsize start, end; /* bytes */
    const Face *face;
    hb_script_t script;
    guint8 kind;  /* PieceKind */
    guint8 class; /* CharacterClass */
    guint8 style; /* SpanStyle */
    const char *url;
    guint upright;           /* vertical: so many digits or letters share a square; else 0 */
    gboolean narrow : 1;     /* the narrow form of a mark that Chinese and Latin share */
    gboolean turned : 1;     /* vertical: lies on its side */
    gboolean unbreaking : 1; /* U+00A0 */
} Piece;

/* An array of Piece; free with g_array_unref(). */
GArray *text_itemise(const char *text, gsize length, const Styled *styled, const ParagraphStyle *style,
                     GArray *missing);

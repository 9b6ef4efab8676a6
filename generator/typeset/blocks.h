/* SPDX-License-Identifier: MIT */
/*
 * Private to typeset/: Markdown as blocks one after the other, as they are set in a column. What contains
 * others (a list, a quote) is a BLOCK_BEGIN and a BLOCK_END around them. The dialect is markup/'s; HTML is
 * left out, as on the pages.
 */
#pragma once

#include "text/arena.h"
#include "typeset/paragraph.h"

typedef enum {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_CODE,  /* lines as they are, parted by U+2028 */
    BLOCK_IMAGE, /* its text is a caption, maybe empty */
    BLOCK_RULE,
    BLOCK_TABLE,
    BLOCK_NAMES,
    BLOCK_BEGIN,
    BLOCK_END,
} BlockKind;

typedef enum { LABEL_NONE, LABEL_TEXT, LABEL_BULLET, LABEL_TO_DO, LABEL_DONE } LabelKind;

/* How a paragraph differs from others. */
typedef enum {
    PARAGRAPH_PLAIN,
    PARAGRAPH_FIRST,     /* whom it is for: "各位居民：" */
    PARAGRAPH_SIGNATURE, /* who says so, and when: at the right, the lines above each other */
    PARAGRAPH_ENDING,    /* of a quote: "——某居民", at the right */
    PARAGRAPH_TITLE,     /* of what follows */
    PARAGRAPH_HUNG,      /* within a list: no indent */
} ParagraphKind;

typedef struct {
    guint rows, columns;
    const Styled *cells;     /* rows × columns; the first row is the head */
    const FrameAlign *align; /* of each column */
} BlockTable;

typedef struct {
    BlockKind kind;
    ParagraphKind paragraph;
    double inset;   /* from the left, in sizes of the body */
    double scale;   /* of the size */
    guint quotes;   /* around it */
    guint level;    /* of a heading: 1 to 6; of a list's label: how many lists are around it, from 1 */
    gboolean close; /* no room between it and what stands before */
    gboolean kept;  /* together with what follows */
    Styled text;

    const char *file, *alt; /* BLOCK_IMAGE: the address as written */
    gboolean beside;        /* the same: in rows with those before and after it that are so, too */
    BlockTable table;
    const char *const *names; /* NULL-terminated */

    const char *tag; /* BLOCK_BEGIN, BLOCK_END: "L", "LI", "LBody", "BlockQuote" */
    LabelKind label; /* of an LBody, hung into the inset of what follows */
    const char *label_text;
    double label_inset;
} Block;

typedef struct {
    Arena *arena; /* everything is in it */
    GArray *list; /* Block */
} Blocks;

/* NULL for a text beyond the limits of markup/limit.h, as document_parse(). */
Blocks *blocks_read(const char *text, gsize length, guint *line, GError **error);
/* Plain text: a paragraph for each line that has anything on it. */
Blocks *blocks_plain(const char *text);
/*
 * Keeps a part of it: without its signature, or that alone. `otherwise`: the lines of a signature where the
 * text has none, and of those the day where it has none; or NULL.
 */
void blocks_keep(Blocks *blocks, MarkdownPart part, const char *otherwise);
/* One paragraph without an indent. What `text` points at is borrowed. */
Blocks *blocks_one(const Styled *text);
/* One heading of `level` 1 to 6. The text is copied. */
Blocks *blocks_heading(const char *text, guint level);
/* One picture without a caption; `file` is copied. */
Blocks *blocks_picture(const char *file);
void blocks_free(Blocks *blocks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Blocks, blocks_free)

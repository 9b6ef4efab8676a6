/* SPDX-License-Identifier: MIT */
/* A text tag file of a bag, line by line (RFC 8493, 2.3). */
#pragma once

#include "archive/bag-items.h"

typedef struct {
    char *shown;      /* as messages name the file */
    const char *text; /* UTF-8 where the encoding says so and it is; may hold NUL */
    gsize length;
    char *converted; /* the text, if it is not the item's */
    guint line;      /* of the one that was taken last, from 1 */
    gsize at;        /* where the next begins */
    gboolean ended;  /* the last line that was taken had an end */
} TagText;

typedef enum { BOM_NONE, BOM_NEEDLESS } TagBom;

/*
 * Reads the tag file `item` in `encoding` (NULL: UTF-8). What is not in that encoding is reported; FALSE if
 * nothing of it can be read. `*bom` says whether a byte order mark stands before UTF-8, which it is taken
 * off.
 */
gboolean tag_text_open(TagText *text, BagItems *items, BagItem *item, const char *encoding, TagBom *bom,
                       Diagnostics *diagnostics);
void tag_text_clear(TagText *text);

/* Takes the next line, without its end (LF, CR or CRLF). FALSE after the last. */
gboolean tag_text_next(TagText *text, const char **line, gsize *length);
/* The place of that line. */
Place tag_text_place(const TagText *text);

/* Whether the name is one of a character set that can be read. */
gboolean tag_encoding_is_known(const char *encoding);
/* `bytes` in `encoding` as UTF-8, newly allocated, or NULL. */
char *tag_encoding_read(const char *bytes, const char *encoding);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TagText, tag_text_clear)

/* SPDX-License-Identifier: MIT */
/* Boxes, of which films and pictures in HEIF are made (ISO/IEC 14496-12, 4.2). */
#pragma once

#include "picture/reader.h"

/* A box: where it begins, what is in it, and its type. */
typedef struct {
    guint64 start, body, end;
    char type[5];
} Box;

/* The box at `*offset`, up to `end` at most, and on to the next. FALSE where none is there, or one that does
 * not end by then. */
gboolean box_next(Reader *reader, guint64 *offset, guint64 end, Box *box);
gboolean box_is(const Box *box, const char *type);
/* The first box of a type among those from `offset` to `end`. */
gboolean box_find(Reader *reader, guint64 offset, guint64 end, const char *type, Box *box);

/* Numbers one after the other; behind the end they are 0. */
typedef struct {
    Reader *reader;
    guint64 at, end;
    gboolean cut; /* one of them was behind the end */
} Numbers;

/* Those in the box. */
Numbers numbers_of(Reader *reader, const Box *box);
/* The next, of `size` bytes: 0 to 8. */
guint64 number_next(Numbers *numbers, guint size);

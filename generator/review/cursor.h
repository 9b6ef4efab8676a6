/* SPDX-License-Identifier: MIT */
/* Places in one text from its beginning on: asking for all of them in their order costs one walk. */
#pragma once

#include "text/source.h"

typedef struct {
    const Source *source;
    gsize line_start; /* private */
    guint line;       /* private; 0 before the first call */
} Cursor;

/* The same as source_place(). */
Place cursor_place(Cursor *cursor, gsize offset);

/* SPDX-License-Identifier: MIT */
/* Lines for photos in the gallery of an entry's text. All that stands there stays byte for byte as it is. */
#pragma once

#include <glib.h>

typedef struct {
    guint first, last; /* lines of the new text, from 1, on which the names stand; 0: there is nothing new */
    guint
        open; /* the line of a fenced block, or of HTML, that has no end, so that nothing was added; else 0 */
    const char *end; /* how that would end: "```", "-->"; a constant */
} BlockLines;

/*
 * `text` with a line for each of `names` (char *): before the end of the last fenced block "gallery" after
 * the byte `body`, or, where there is none, in a block of its own at the end. Lines end as the first one of
 * the text does.
 */
GString *block_add(const char *text, gsize length, gsize body, const GPtrArray *names, BlockLines *lines);

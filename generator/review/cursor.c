/* SPDX-License-Identifier: MIT */
#include "review/cursor.h"

#include <string.h>

Place cursor_place(Cursor *cursor, gsize offset)
{
    const char *text = source_text(cursor->source);

    if (cursor->line == 0 || offset < cursor->line_start) {
        cursor->line_start = 0;
        cursor->line = 1;
    }
    for (const char *end;
         (end = memchr(text + cursor->line_start, '\n', offset - cursor->line_start)) != NULL;) {
        cursor->line_start = (gsize)(end - text) + 1;
        cursor->line++;
    }
    const glong before = g_utf8_strlen(text + cursor->line_start, (gssize)(offset - cursor->line_start));
    return (Place){.source = cursor->source, .line = cursor->line, .column = 1 + (guint)before};
}

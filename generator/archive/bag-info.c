/* SPDX-License-Identifier: MIT */
#include "archive/bag-info.h"

#include <string.h>

#define LINE_MAX_CHARACTERS 79
#define PADDING "  "

/* What is left of one line of the value, without control characters. */
static char *clean(const char *line)
{
    g_autofree char *valid = g_utf8_make_valid(line, -1);

    for (char *p = valid; *p; p++)
        if (g_ascii_iscntrl(*p))
            *p = ' ';
    return g_strdup(g_strstrip(valid));
}

/* The number of bytes of `text` that stand on a line with room for `room` characters. */
static gsize line_length(const char *text, glong room)
{
    const char *end = text, *space = NULL, *between = NULL;

    for (glong i = 0; *end && i < room; i++) {
        const char *next = g_utf8_next_char(end);
        if (*end == ' ' && end > text)
            space = end;
        if (*next && *next != ' ' && *end != ' ' && ((guchar)*end >= 0x80 || (guchar)*next >= 0x80))
            between = next;
        end = next;
    }
    if (!*end)
        return (gsize)(end - text);
    if (*end == ' ')
        return (gsize)(end - text);
    if (space && (!between || space > between))
        return (gsize)(space - text);
    if (between)
        return (gsize)(between - text);
    return space ? (gsize)(space - text) : strcspn(text, " ");
}

static void append_folded(GString *into, const char *text, glong room)
{
    for (;;) {
        const gsize length = line_length(text, room);
        g_string_append_len(into, text, (gssize)length);
        g_string_append_c(into, '\n');
        text += length;
        while (*text == ' ')
            text++;
        if (!*text)
            return;
        g_string_append(into, PADDING);
        room = LINE_MAX_CHARACTERS - (glong)strlen(PADDING);
    }
}

void bag_info_append(GString *into, const char *label, const char *value)
{
    g_auto(GStrv) lines = g_strsplit_set(value, "\r\n", -1);
    glong room = LINE_MAX_CHARACTERS - (glong)strlen(label) - 2;
    gboolean begun = FALSE;

    for (char **line = lines; *line; line++) {
        g_autofree char *text = clean(*line);
        if (!*text)
            continue;
        if (begun)
            g_string_append(into, PADDING);
        else
            g_string_append_printf(into, "%s: ", label);
        append_folded(into, text, MAX(room, 1));
        room = LINE_MAX_CHARACTERS - (glong)strlen(PADDING);
        begun = TRUE;
    }
}

void bag_info_append_size(GString *into, guint64 bytes)
{
    static const char *const units[] = {"KB", "MB", "GB", "TB", "PB", "EB"};
    guint unit = 0;
    guint64 tenths = bytes / 100 + (bytes % 100 >= 50); /* of a thousand */

    if (bytes < 1000) {
        g_string_append_printf(into, "%" G_GUINT64_FORMAT " B", bytes);
        return;
    }
    for (; tenths >= 10000 && unit + 1 < G_N_ELEMENTS(units); unit++)
        tenths = (tenths + 500) / 1000;
    g_string_append_printf(into, "%" G_GUINT64_FORMAT ".%u %s", tenths / 10, (guint)(tenths % 10),
                           units[unit]);
}

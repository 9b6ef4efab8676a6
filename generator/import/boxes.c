/* SPDX-License-Identifier: MIT */
#include "import/boxes.h"

#include <glib.h>
#include <string.h>

#define BOX "<w:txbxContent>"
#define BOX_END "</w:txbxContent>"
#define FALLBACK "<mc:Fallback>"
#define FALLBACK_END "</mc:Fallback>"
#define PARAGRAPH_END "</w:p>"

typedef struct {
    GString *into, *held; /* held: what boxes of the paragraph at hand had */
    gboolean fallback;
} Boxes;

/* Takes what the box at `text` has; returns its closing tag, or `text` if it has none. */
static const char *box_take(Boxes *boxes, const char *text)
{
    const char *inside = text + strlen(BOX), *end = strstr(inside, BOX_END);

    if (!end)
        return text;
    g_string_append(boxes->into, BOX);
    if (!boxes->fallback)
        g_string_append_len(boxes->held, inside, end - inside);
    return end;
}

static void tag_read(Boxes *boxes, const char *tag)
{
    if (g_str_has_prefix(tag, FALLBACK))
        boxes->fallback = TRUE;
    else if (g_str_has_prefix(tag, FALLBACK_END))
        boxes->fallback = FALSE;
}

static void lift(Boxes *boxes, const char *xml)
{
    const char *done = xml;

    for (const char *tag = strchr(xml, '<'); tag; tag = strchr(tag + 1, '<')) {
        tag_read(boxes, tag);
        const gboolean ends = boxes->held->len > 0 && g_str_has_prefix(tag, PARAGRAPH_END);
        if (!ends && !g_str_has_prefix(tag, BOX))
            continue;
        const char *rest = ends ? tag + strlen(PARAGRAPH_END) : tag;
        g_string_append_len(boxes->into, done, rest - done);
        done = rest;
        if (ends) {
            g_string_append_len(boxes->into, boxes->held->str, (gssize)boxes->held->len);
            g_string_truncate(boxes->held, 0);
        } else {
            done = tag = box_take(boxes, tag);
        }
    }
    g_string_append(boxes->into, done);
}

char *boxes_lift(const char *xml)
{
    if (!strstr(xml, BOX))
        return NULL;
    Boxes boxes = {g_string_sized_new(strlen(xml)), g_string_new(NULL), FALSE};
    lift(&boxes, xml);
    g_string_free(boxes.held, TRUE);
    return g_string_free(boxes.into, FALSE);
}

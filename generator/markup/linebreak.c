/* SPDX-License-Identifier: MIT */
#include "markup/linebreak.h"

#include "markup/character.h"
#include "markup/tree.h"

#include <glib.h>

typedef struct {
    gunichar before;        /* the last character of the block so far, 0 at its start */
    cmark_node *soft_break; /* the one that stands after it, or NULL */
} Place;

/* The text is read where it stands: cmark_node_get_literal would copy it. */
static void place_text(Place *place, const cmark_chunk *text)
{
    const char *start = (const char *)text->data;

    if (text->len == 0)
        return;
    if (place->soft_break != NULL && character_is_joined(place->before, g_utf8_get_char(start)))
        cmark_node_free(place->soft_break);
    place->soft_break = NULL;
    place->before = g_utf8_get_char(g_utf8_prev_char(start + text->len));
}

static gboolean tree_has_soft_break(cmark_node *root)
{
    for (cmark_node *node = root; node != NULL; node = tree_next(node, root))
        if (node->type == CMARK_NODE_SOFTBREAK)
            return TRUE;
    return FALSE;
}

void linebreak_join(cmark_node *root)
{
    if (!tree_has_soft_break(root))
        return;
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    Place place = {0};

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        switch (node->type) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE: place_text(&place, &node->as.literal); break;
        case CMARK_NODE_SOFTBREAK: place.soft_break = node; break;
        case CMARK_NODE_EMPH:
        case CMARK_NODE_STRONG:
        case CMARK_NODE_LINK:
        case CMARK_NODE_HTML_INLINE:
        case CMARK_NODE_FOOTNOTE_REFERENCE: break;
        default:
            if (!tree_is(node, "strikethrough"))
                place = (Place){0}; /* a picture, a hard break, or the edge of a block */
        }
    }
    cmark_iter_free(iter);
}

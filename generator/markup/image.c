/* SPDX-License-Identifier: MIT */
#include "markup/image.h"

#include "markup/limit.h"
#include "markup/memory.h"
#include "markup/syntax.h"

static gboolean says_something(const char *literal)
{
    g_autofree char *text = g_strdup(literal ? literal : "");
    return *g_strstrip(text) != '\0';
}

static gboolean has_text(cmark_node *image)
{
    cmark_iter *iter = cmark_iter_new(image);
    gboolean found = FALSE;
    cmark_event_type event;

    while (!found && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        const cmark_node_type type = cmark_node_get_type(node);
        found = event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) &&
                says_something(cmark_node_get_literal(node));
    }
    cmark_iter_free(iter);
    return found;
}

static guint line_of_first(cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    guint line = 0;

    while (line == 0 && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_IMAGE && !has_text(node))
            line = (guint)MAX(cmark_node_get_start_line(node), 1);
    }
    cmark_iter_free(iter);
    return line;
}

guint markup_image_without_text(const char *text, gsize length)
{
    g_autoptr(Memory) memory = memory_new();
    Memory *outer = memory_use(memory);
    cmark_parser *parser = syntax_parser_new(text, length, FALSE);
    guint refused, line = 0;
    cmark_node *root = limit_feed(parser, text, length, &refused, NULL) ? cmark_parser_finish(parser) : NULL;

    cmark_parser_free(parser);
    if (root)
        line = line_of_first(root);
    memory_use(outer);
    return line;
}

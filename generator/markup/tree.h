/* SPDX-License-Identifier: MIT */
#pragma once

/* Walking a cmark tree without an iterator's second visit. */

#include <cmark-gfm/node.h>
#include <glib.h>
#include <string.h>

/* The node after `node` and all below it, in the order of the text; NULL when that leaves `root`. */
static inline cmark_node *tree_skip(cmark_node *node, const cmark_node *root)
{
    while (node != root && node->next == NULL)
        node = node->parent;
    return node != root ? node->next : NULL;
}

/* The node after `node`: its first child, if it has any. */
static inline cmark_node *tree_next(cmark_node *node, const cmark_node *root)
{
    return node->first_child != NULL ? node->first_child : tree_skip(node, root);
}

/* Whether an extension has made this node, as what it calls `type`: "table", "strikethrough". */
static inline gboolean tree_is(cmark_node *node, const char *type)
{
    return node->extension != NULL && strcmp(cmark_node_get_type_string(node), type) == 0;
}

/* Appends the text of what is below the node, as an image has it in place of itself: blanks for line ends. */
static inline void tree_append_text(const cmark_node *root, GString *text)
{
    cmark_node *node = root->first_child;

    while (node != NULL) {
        if (node->type == CMARK_NODE_TEXT || node->type == CMARK_NODE_CODE)
            g_string_append_len(text, (const char *)node->as.literal.data, node->as.literal.len);
        else if (node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK)
            g_string_append_c(text, ' ');
        node = tree_next(node, root);
    }
}

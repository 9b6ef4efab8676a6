/* SPDX-License-Identifier: MIT */
#include "markup/omission.h"

#include "markup/tree.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean html_is_comment(const char *html)
{
    while (g_ascii_isspace(*html))
        html++;
    if (!g_str_has_prefix(html, "<!--"))
        return FALSE;
    const char *end = strstr(html + 4, "-->");
    if (end == NULL)
        return TRUE;
    for (end += 3; g_ascii_isspace(*end);)
        end++;
    return *end == '\0';
}

static gboolean node_is_html(cmark_node *node)
{
    return node->type == CMARK_NODE_HTML_BLOCK || node->type == CMARK_NODE_HTML_INLINE;
}

void omission_warn(cmark_node *root, const MarkupTarget *target)
{
    for (cmark_node *node = root; node != NULL; node = tree_next(node, root)) {
        if (!node_is_html(node) || html_is_comment(cmark_node_get_literal(node)))
            continue;
        target->warn(target->data, (guint)cmark_node_get_start_line(node),
                     (guint)MAX(cmark_node_get_start_column(node), 1), _("HTML is left out of the text"));
    }
}

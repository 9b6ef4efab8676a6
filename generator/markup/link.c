/* SPDX-License-Identifier: MIT */
#include "markup/link.h"

#include "markup/html.h"

#include <glib/gi18n.h>

static gboolean string_begins(const char *string, const char *beginning)
{
    return g_ascii_strncasecmp(string, beginning, strlen(beginning)) == 0;
}

/* The schemes that cmark's safe mode leaves out. */
static const char *dangerous_scheme(const char *url)
{
    static const char *const SCHEMES[] = {"javascript:", "vbscript:", "file:", "data:"};
    static const char *const PICTURES[] = {"data:image/png", "data:image/gif", "data:image/jpeg",
                                           "data:image/webp"};

    for (gsize i = 0; i < G_N_ELEMENTS(PICTURES); i++)
        if (string_begins(url, PICTURES[i]))
            return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMES); i++)
        if (string_begins(url, SCHEMES[i]))
            return SCHEMES[i];
    return NULL;
}

static char *link_resolve(cmark_node *node, const Outline *outline, const MarkupTarget *target)
{
    const char *url = cmark_node_get_url(node);
    gboolean image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    char *resolved = NULL;

    if (target->resolve != NULL)
        resolved = target->resolve(target->data, url, image, (guint)cmark_node_get_start_line(node));
    if (resolved != NULL)
        return resolved;
    if (*url != '#' || !outline_has_id(outline, url + 1))
        return g_strdup(url);
    g_autofree char *id = html_id(target->prefix, url + 1);
    return g_strconcat(target->base != NULL ? target->base : "", "#", id, NULL);
}

char *link_get_destination(cmark_node *node, const Outline *outline, gboolean raw_html,
                           const MarkupTarget *target)
{
    g_autofree char *url = link_resolve(node, outline, target);
    if (*url == '\0' && *cmark_node_get_url(node) != '\0')
        return NULL;
    const char *scheme = raw_html ? NULL : dangerous_scheme(url);

    if (scheme == NULL)
        return g_steal_pointer(&url);
    if (target->warn != NULL) {
        g_autofree char *message = g_strdup_printf(_("a link to “%s” is left out"), scheme);
        target->warn(target->data, (guint)cmark_node_get_start_line(node),
                     (guint)MAX(cmark_node_get_start_column(node), 1), message);
    }
    return g_strdup("");
}

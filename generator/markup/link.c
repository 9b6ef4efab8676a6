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

/* A link or an image as it is written. */
typedef struct {
    const char *url;
    gboolean image;
    guint line, column;
} Written;

static char *link_resolve(const Written *written, const Outline *outline, const MarkupTarget *target)
{
    const char *url = written->url;
    char *resolved = NULL;

    if (target->resolve != NULL)
        resolved = target->resolve(target->data, url, written->image, written->line);
    if (resolved != NULL)
        return resolved;
    if (*url != '#' || !outline_has_id(outline, url + 1))
        return g_strdup(url);
    g_autofree char *id = html_id(target->prefix, url + 1);
    return g_strconcat(target->base != NULL ? target->base : "", "#", id, NULL);
}

static char *destination_of(const Written *written, const Outline *outline, gboolean raw_html,
                            const MarkupTarget *target)
{
    g_autofree char *url = link_resolve(written, outline, target);
    if (*url == '\0' && *written->url != '\0')
        return NULL;
    const char *scheme = raw_html ? NULL : dangerous_scheme(url);

    if (scheme == NULL)
        return g_steal_pointer(&url);
    if (target->warn != NULL) {
        g_autofree char *message = g_strdup_printf(_("a link to “%s” is left out"), scheme);
        target->warn(target->data, written->line, written->column, message);
    }
    return g_strdup("");
}

char *link_get_destination(cmark_node *node, const Outline *outline, gboolean raw_html,
                           const MarkupTarget *target)
{
    const Written written = {cmark_node_get_url(node), cmark_node_get_type(node) == CMARK_NODE_IMAGE,
                             (guint)cmark_node_get_start_line(node),
                             (guint)MAX(cmark_node_get_start_column(node), 1)};
    return destination_of(&written, outline, raw_html, target);
}

char *link_get_photo(const GalleryItem *item, guint line, const Outline *outline, gboolean raw_html,
                     const MarkupTarget *target)
{
    const Written written = {item->file, TRUE, line, item->column};
    return destination_of(&written, outline, raw_html, target);
}

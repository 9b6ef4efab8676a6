/* SPDX-License-Identifier: MIT */
#include "markup/document.h"

#include "markup/excerpt.h"
#include "markup/limit.h"
#include "markup/linebreak.h"
#include "markup/omission.h"
#include "markup/outline.h"
#include "markup/plain.h"
#include "markup/render.h"
#include "markup/syntax.h"

struct Document {
    cmark_node *root;
    Outline *outline;
    gboolean raw_html;
};

G_DEFINE_QUARK(broadside - markup - error, markup_error)

Document *document_parse(const char *text, gsize length, const MarkupOptions *options, guint *line,
                         GError **error)
{
    cmark_parser *parser = syntax_parser_new();
    cmark_node *root = limit_feed(parser, text, length, line, error) ? cmark_parser_finish(parser) : NULL;

    cmark_parser_free(parser);
    if (root == NULL)
        return NULL;
    render_prepare(root);
    linebreak_join(root);

    Document *document = g_new0(Document, 1);
    document->root = root;
    document->outline = outline_new(root);
    document->raw_html = options != NULL && options->raw_html;
    return document;
}

void document_free(Document *document)
{
    if (document == NULL)
        return;
    cmark_node_free(document->root);
    outline_free(document->outline);
    g_free(document);
}

void document_render(Document *document, const MarkupTarget *target, GString *html)
{
    static const MarkupTarget NONE = {0};

    if (target == NULL)
        target = &NONE;
    if (target->warn != NULL && !document->raw_html)
        omission_warn(document->root, target);
    render_html(document->root, document->outline, document->raw_html, target, html);
}

const Heading *document_get_outline(Document *document, guint *count)
{
    return outline_get_headings(document->outline, count);
}

gboolean document_has_id(Document *document, const char *fragment)
{
    return outline_has_id(document->outline, fragment);
}

char *document_excerpt(Document *document, guint characters)
{
    return excerpt_make(document->root, characters);
}

void document_text(Document *document, GString *into)
{
    plain_append(document->root, into);
}

struct cmark_node *document_get_root(Document *document)
{
    return document->root;
}

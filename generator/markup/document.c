/* SPDX-License-Identifier: MIT */
#include "markup/document.h"

#include "markup/excerpt.h"
#include "markup/limit.h"
#include "markup/linebreak.h"
#include "markup/memory.h"
#include "markup/omission.h"
#include "markup/outline.h"
#include "markup/plain.h"
#include "markup/render.h"
#include "markup/syntax.h"

#include <string.h>

struct Document {
    Memory *memory; /* of the tree */
    cmark_node *root;
    Outline *outline;
    gboolean raw_html;
};

G_DEFINE_QUARK(broadside - markup - error, markup_error)

/* The tree, whose text has been looked through; NULL where it would take too long. */
static cmark_node *tree_parse(const char *text, gsize length, gboolean valid, guint *line, GError **error)
{
    cmark_parser *parser = syntax_parser_new(text, length, valid);
    cmark_node *root = limit_feed(parser, text, length, line, error) ? cmark_parser_finish(parser) : NULL;

    cmark_parser_free(parser);
    if (root == NULL)
        return NULL;
    render_prepare(root, syntax_has_footnotes(text, length));
    linebreak_join(root);
    return root;
}

Document *document_parse(const char *text, gsize length, const MarkupOptions *options, guint *line,
                         GError **error)
{
    static const MarkupOptions NONE = {0};
    Document *document = g_new0(Document, 1);

    if (options == NULL)
        options = &NONE;
    document->memory = memory_new();
    Memory *outer = memory_use(document->memory);
    document->root = tree_parse(text, length, options->valid, line, error);
    document->outline = document->root != NULL ? outline_new(document->root) : NULL;
    memory_use(outer);
    document->raw_html = options->raw_html;
    if (document->root == NULL)
        g_clear_pointer(&document, document_free);
    return document;
}

void document_free(Document *document)
{
    if (document == NULL)
        return;
    outline_free(document->outline);
    memory_free(document->memory);
    g_free(document);
}

void document_render(Document *document, const MarkupTarget *target, GString *html)
{
    static const MarkupTarget NONE = {0};
    Memory *outer = memory_use(document->memory);

    if (target == NULL)
        target = &NONE;
    if (target->warn != NULL && !document->raw_html)
        omission_warn(document->root, target);
    render_html(document->root, document->outline, document->raw_html, target, html);
    memory_use(outer);
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
    memory_use(document->memory); /* cmark makes copies of what it is asked for */
    return document->root;
}

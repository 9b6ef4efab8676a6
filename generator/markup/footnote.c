/* SPDX-License-Identifier: MIT */
#include "markup/footnote.h"

#include "markup/html.h"

#include <cmark-gfm/node.h>

#define FOOTNOTES_BEGIN "<div class=\"footnotes\" data-footnotes>\n<ol>\n"

char *footnote_id(const char *prefix, guint number)
{
    g_autofree char *id = g_strdup_printf("fn-%u", number);
    return html_id(prefix, id);
}

char *footnote_reference_id(const char *prefix, guint number, guint reference)
{
    g_autofree char *id = reference > 1 ? g_strdup_printf("fnref-%u-%u", number, reference)
                                        : g_strdup_printf("fnref-%u", number);
    return html_id(prefix, id);
}

guint footnote_count_references(cmark_node *definition)
{
    return (guint)definition->footnote.def_count;
}

static gboolean paragraph_ends_footnote(cmark_node *node)
{
    return node->type == CMARK_NODE_PARAGRAPH && node->next == NULL && node->parent != NULL &&
           node->parent->type == CMARK_NODE_FOOTNOTE_DEFINITION;
}

gboolean footnote_has(cmark_node *node)
{
    return node->type == CMARK_NODE_FOOTNOTE_DEFINITION || node->type == CMARK_NODE_FOOTNOTE_REFERENCE ||
           paragraph_ends_footnote(node);
}

static void link_open(cmark_strbuf *html, const MarkupTarget *target, const char *id)
{
    cmark_strbuf_puts(html, "<a href=\"");
    if (target->base != NULL)
        html_url(html, target->base);
    cmark_strbuf_putc(html, '#');
    html_url(html, id);
}

static void reference_render(cmark_strbuf *html, cmark_node *node, const MarkupTarget *target)
{
    /* cmark has put the number in place of the label. */
    guint number = (guint)g_ascii_strtoull(cmark_node_get_literal(node), NULL, 10);
    g_autofree char *note = footnote_id(target->prefix, number);
    g_autofree char *id = footnote_reference_id(target->prefix, number, (guint)node->footnote.ref_ix);

    cmark_strbuf_puts(html, "<sup class=\"footnote-ref\">");
    link_open(html, target, note);
    cmark_strbuf_puts(html, "\" id=\"");
    html_text(html, id);
    cmark_strbuf_puts(html, "\" data-footnote-ref>");
    cmark_strbuf_puts(html, cmark_node_get_literal(node));
    cmark_strbuf_puts(html, "</a></sup>");
}

static void back_link_render(cmark_strbuf *html, guint number, guint reference, const MarkupTarget *target)
{
    g_autofree char *id = footnote_reference_id(target->prefix, number, reference);

    if (reference > 1)
        cmark_strbuf_putc(html, ' ');
    link_open(html, target, id);
    cmark_strbuf_puts(html, "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"");
    html_text(html, target->footnote_label != NULL ? target->footnote_label : "Back to content");
    cmark_strbuf_puts(html, "\">↩");
    if (reference > 1) {
        g_autofree char *mark = g_strdup_printf("<sup class=\"footnote-ref\">%u</sup>", reference);
        cmark_strbuf_puts(html, mark);
    }
    cmark_strbuf_puts(html, "</a>");
}

static void back_links_render(cmark_html_renderer *renderer, cmark_node *definition, guint number,
                              const MarkupTarget *target)
{
    guint count = MAX(footnote_count_references(definition), 1);

    for (guint i = 1; i <= count; i++)
        back_link_render(renderer->html, number, i, target);
}

static void definition_open(cmark_html_renderer *renderer, const MarkupTarget *target, guint number)
{
    if (number == 1)
        cmark_strbuf_puts(renderer->html, FOOTNOTES_BEGIN);

    g_autofree char *id = footnote_id(target->prefix, number);
    cmark_strbuf_puts(renderer->html, "<li id=\"");
    html_text(renderer->html, id);
    cmark_strbuf_puts(renderer->html, "\">\n");
}

void footnote_render(cmark_html_renderer *renderer, cmark_node *node, gboolean entering,
                     const MarkupTarget *target, guint *count)
{
    cmark_strbuf *html = renderer->html;

    if (node->type == CMARK_NODE_FOOTNOTE_REFERENCE) {
        if (entering)
            reference_render(html, node, target);
    } else if (node->type == CMARK_NODE_PARAGRAPH) {
        if (entering) {
            html_line(html);
            cmark_strbuf_puts(html, "<p>");
        } else {
            cmark_strbuf_putc(html, ' ');
            back_links_render(renderer, node->parent, *count, target);
            cmark_strbuf_puts(html, "</p>\n");
        }
    } else if (entering) {
        definition_open(renderer, target, ++*count);
    } else {
        if (node->last_child == NULL || node->last_child->type != CMARK_NODE_PARAGRAPH) {
            back_links_render(renderer, node, *count, target);
            cmark_strbuf_putc(html, '\n');
        }
        cmark_strbuf_puts(html, "</li>\n");
    }
}

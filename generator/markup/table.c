/* SPDX-License-Identifier: MIT */
#include "markup/table.h"

#include "markup/html.h"
#include "markup/tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/syntax_extension.h>

gboolean table_has(cmark_node *node)
{
    return node->extension != NULL && strcmp(node->extension->name, "table") == 0;
}

static gboolean is_head(cmark_node *row)
{
    return cmark_gfm_extensions_get_table_row_is_header(row) != 0;
}

static void whole_render(cmark_strbuf *html, cmark_node *table, gboolean entering)
{
    html_line(html);
    if (entering) {
        cmark_strbuf_puts(html, "<table>\n");
        return;
    }
    if (table->last_child != NULL && !is_head(table->last_child))
        cmark_strbuf_puts(html, "</tbody>\n");
    cmark_strbuf_puts(html, "</table>\n");
}

static void row_render(cmark_strbuf *html, cmark_node *row, gboolean entering)
{
    html_line(html);
    if (!entering) {
        cmark_strbuf_puts(html, is_head(row) ? "</tr>\n</thead>\n" : "</tr>\n");
        return;
    }
    if (is_head(row))
        cmark_strbuf_puts(html, "<thead>\n");
    else if (row->prev == NULL || is_head(row->prev))
        cmark_strbuf_puts(html, "<tbody>\n");
    cmark_strbuf_puts(html, "<tr>");
}

static const char *alignment(cmark_node *cell)
{
    cmark_node *table = cell->parent->parent;
    const guint8 *letters = cmark_gfm_extensions_get_table_alignments(table);
    guint column = 0;

    for (cmark_node *before = cell->prev; before != NULL; before = before->prev)
        column++;
    if (letters == NULL || column >= cmark_gfm_extensions_get_table_columns(table))
        return NULL;
    switch (letters[column]) {
    case 'l': return "left";
    case 'c': return "center";
    case 'r': return "right";
    default: return NULL;
    }
}

static void cell_render(cmark_strbuf *html, cmark_node *cell, gboolean entering)
{
    const gboolean head = is_head(cell->parent);
    const char *name = entering ? alignment(cell) : NULL;

    if (!entering) {
        cmark_strbuf_puts(html, head ? "</th>" : "</td>");
        return;
    }
    html_line(html);
    cmark_strbuf_puts(html, head ? "<th scope=\"col\"" : "<td");
    if (name != NULL) {
        cmark_strbuf_puts(html, " class=\"");
        cmark_strbuf_puts(html, name);
        cmark_strbuf_putc(html, '"');
    }
    cmark_strbuf_putc(html, '>');
}

void table_render(cmark_html_renderer *renderer, cmark_node *node, gboolean entering)
{
    if (tree_is(node, "table_cell")) /* nearly all */
        cell_render(renderer->html, node, entering);
    else if (tree_is(node, "table"))
        whole_render(renderer->html, node, entering);
    else
        row_render(renderer->html, node, entering);
}

void task_render(cmark_html_renderer *renderer, cmark_node *node, gboolean entering,
                 const MarkupTarget *target)
{
    cmark_strbuf *html = renderer->html;
    const gboolean done = cmark_gfm_extensions_get_tasklist_item_checked(node);
    const char *label = done ? target->done_label : target->to_do_label;

    if (!entering) {
        cmark_strbuf_puts(html, "</li>\n");
        return;
    }
    if (label == NULL)
        label = done ? "Done" : "To do";
    html_line(html);
    cmark_strbuf_puts(html, "<li><input type=\"checkbox\"");
    cmark_strbuf_puts(html, done ? " checked=\"\"" : "");
    cmark_strbuf_puts(html, " disabled=\"\" aria-label=\"");
    html_text(html, label);
    cmark_strbuf_puts(html, "\" /> ");
}

/* SPDX-License-Identifier: MIT */
#include "markup/render.h"

#include "markup/footnote.h"
#include "markup/gallery.h"
#include "markup/html.h"
#include "markup/link.h"
#include "markup/syntax.h"
#include "markup/table.h"
#include "markup/tree.h"

#include <cmark-gfm/render.h>

typedef struct {
    const Outline *outline;
    const MarkupTarget *target;
    gboolean raw_html;
    cmark_node *lost;  /* an image that is shown as its text */
    cmark_node *own;   /* an image that the target shows, */
    bufsize_t own_end; /* and where that has ended */
    guint footnotes;   /* definitions begun */
} Rendering;

static gboolean node_is_named_block(cmark_node *node)
{
    return node->type == CMARK_NODE_CODE_BLOCK && node->as.code.fenced && node->as.code.info.len > 0;
}

static gboolean node_is_ours(cmark_node *node)
{
    return node->type == CMARK_NODE_HEADING || node->type == CMARK_NODE_LINK ||
           node->type == CMARK_NODE_IMAGE || node_is_named_block(node) || footnote_has(node);
}

/* cmark cuts a footnote label that runs over a line by the columns of two lines, within a character if need
 * be. */
static void text_repair(cmark_node *node)
{
    const char *text = (const char *)node->as.literal.data;

    if (node->as.literal.len == 0 || g_utf8_validate(text, node->as.literal.len, NULL))
        return;
    g_autofree char *valid = g_utf8_make_valid(text, node->as.literal.len);
    cmark_node_set_literal(node, valid);
}

void render_prepare(cmark_node *root, gboolean footnotes)
{
    int line = 1;

    for (cmark_node *node = root; node != NULL; node = tree_next(node, root)) {
        if (node->start_line > 0)
            line = node->start_line;
        else
            node->start_line = line; /* a link that was found in the text */
        if (footnotes && node->type == CMARK_NODE_TEXT)
            text_repair(node);
        if (node_is_ours(node))
            cmark_node_set_syntax_extension(node, syntax_get_extension());
    }
}

static void heading_render(const Rendering *rendering, cmark_strbuf *html, cmark_node *node,
                           gboolean entering)
{
    const Heading *heading = outline_get_heading(rendering->outline, node);
    char tag[] = {'h', (char)('0' + heading->level), '\0'};

    if (!entering) {
        cmark_strbuf_puts(html, "</");
        cmark_strbuf_puts(html, tag);
        cmark_strbuf_puts(html, ">\n");
        return;
    }
    g_autofree char *id = html_id(rendering->target->prefix, heading->id);
    html_line(html);
    cmark_strbuf_putc(html, '<');
    cmark_strbuf_puts(html, tag);
    cmark_strbuf_puts(html, " id=\"");
    html_text(html, id);
    cmark_strbuf_puts(html, "\">");
}

static char *destination(const Rendering *rendering, cmark_node *node)
{
    return link_get_destination(node, rendering->outline, rendering->raw_html, rendering->target);
}

static void title_render(cmark_strbuf *html, cmark_node *node)
{
    const char *title = cmark_node_get_title(node);

    if (*title != '\0') {
        cmark_strbuf_puts(html, "\" title=\"");
        html_text(html, title);
    }
}

static void link_render(const Rendering *rendering, cmark_strbuf *html, cmark_node *node, gboolean entering)
{
    if (!entering) {
        cmark_strbuf_puts(html, "</a>");
        return;
    }
    g_autofree char *url = destination(rendering, node);
    if (url == NULL) {
        cmark_strbuf_puts(html, "<a>");
        return;
    }
    cmark_strbuf_puts(html, "<a href=\"");
    html_url(html, url);
    title_render(html, node);
    cmark_strbuf_puts(html, "\">");
}

/* Prints what the target shows in place of the image. FALSE: it is one like any other. */
static gboolean picture_render(const Rendering *rendering, cmark_strbuf *html, const MarkupPicture *picture)
{
    const MarkupTarget *target = rendering->target;
    g_autofree char *own = target->image != NULL ? target->image(target->data, picture) : NULL;

    if (own != NULL)
        cmark_strbuf_puts(html, own);
    return own != NULL;
}

static gboolean image_is_own(const Rendering *rendering, cmark_strbuf *html, cmark_node *node)
{
    if (rendering->target->image == NULL)
        return FALSE;
    g_autoptr(GString) alt = g_string_new(NULL);
    tree_append_text(node, alt);
    const MarkupPicture picture = {cmark_node_get_url(node), alt->str, cmark_node_get_title(node),
                                   (guint)node->start_line};
    return picture_render(rendering, html, &picture);
}

static void image_begin(Rendering *rendering, cmark_html_renderer *renderer, cmark_node *node)
{
    cmark_strbuf *html = renderer->html;

    if (image_is_own(rendering, html, node)) {
        rendering->own = node;
        rendering->own_end = html->size;
        renderer->plain = node;
        return;
    }
    g_autofree char *url = destination(rendering, node);
    if (url == NULL) { /* its alternative text stands for it */
        rendering->lost = node;
        return;
    }
    cmark_strbuf_puts(html, "<img src=\"");
    html_url(html, url);
    cmark_strbuf_puts(html, "\" alt=\"");
    renderer->plain = node; /* what is inside is printed as plain text */
}

static void image_render(Rendering *rendering, cmark_html_renderer *renderer, cmark_node *node,
                         gboolean entering)
{
    if (entering) {
        image_begin(rendering, renderer, node);
    } else if (rendering->own == node) {
        cmark_strbuf_truncate(renderer->html, rendering->own_end); /* its text is in there already */
    } else if (rendering->lost != node) {
        title_render(renderer->html, node);
        cmark_strbuf_puts(renderer->html, "\" />");
    }
}

/* A photo of a gallery that the target has no HTML for. */
static void photo_render(const Rendering *rendering, cmark_strbuf *html, const GalleryItem *item, guint line)
{
    const MarkupPicture picture = {item->file, item->alt, "", line};

    if (picture_render(rendering, html, &picture))
        return;
    g_autofree char *url =
        link_get_photo(item, line, rendering->outline, rendering->raw_html, rendering->target);
    if (url == NULL) {
        html_text(html, item->alt);
        return;
    }
    cmark_strbuf_puts(html, "<img src=\"");
    html_url(html, url);
    cmark_strbuf_puts(html, "\" alt=\"");
    html_text(html, item->alt);
    cmark_strbuf_puts(html, "\" />");
}

static void gallery_render(const Rendering *rendering, cmark_strbuf *html, const char *text, guint line)
{
    g_autoptr(GArray) items = gallery_read(text);

    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        cmark_strbuf_puts(html, "<figure>");
        photo_render(rendering, html, item, line + item->line);
        if (*item->caption != '\0') {
            cmark_strbuf_puts(html, "<figcaption>");
            html_text(html, item->caption);
            cmark_strbuf_puts(html, "</figcaption>");
        }
        cmark_strbuf_puts(html, "</figure>\n");
    }
}

static void code_render(cmark_strbuf *html, const char *name, const char *text)
{
    cmark_strbuf_puts(html, "<pre><code class=\"language-");
    html_text(html, name);
    cmark_strbuf_puts(html, "\">");
    html_text(html, text);
    cmark_strbuf_puts(html, "</code></pre>\n");
}

static void fence_render(const Rendering *rendering, cmark_strbuf *html, cmark_node *node)
{
    const MarkupTarget *target = rendering->target;
    const char *info = cmark_node_get_fence_info(node);
    const char *text = cmark_node_get_literal(node);
    gsize length = strcspn(info, " \t\r\n\v\f");
    g_autofree char *name = g_strndup(info, length);
    g_autofree char *arguments = g_strstrip(g_strdup(info + length));
    g_autofree char *own = NULL;

    if (target->block != NULL)
        own = target->block(target->data, name, arguments, text, (guint)node->start_line);
    html_line(html);
    if (own != NULL) {
        cmark_strbuf_puts(html, own);
        html_line(html);
    } else if (strcmp(name, GALLERY_BLOCK) == 0) {
        gallery_render(rendering, html, text, (guint)node->start_line);
    } else {
        code_render(html, name, text);
    }
}

static void node_render(cmark_syntax_extension *syntax G_GNUC_UNUSED, cmark_html_renderer *renderer,
                        cmark_node *node, cmark_event_type event, int options G_GNUC_UNUSED)
{
    Rendering *rendering = cmark_syntax_extension_get_private(syntax_get_extension());
    gboolean entering = event == CMARK_EVENT_ENTER;

    if (table_has(node)) {
        table_render(renderer, node, entering);
        return;
    }
    switch (node->type) {
    case CMARK_NODE_HEADING: heading_render(rendering, renderer->html, node, entering); break;
    case CMARK_NODE_LINK: link_render(rendering, renderer->html, node, entering); break;
    case CMARK_NODE_IMAGE: image_render(rendering, renderer, node, entering); break;
    case CMARK_NODE_CODE_BLOCK: fence_render(rendering, renderer->html, node); break;
    case CMARK_NODE_ITEM: task_render(renderer, node, entering, rendering->target); break;
    default: footnote_render(renderer, node, entering, rendering->target, &rendering->footnotes);
    }
}

void render_html(cmark_node *root, const Outline *outline, gboolean raw_html, const MarkupTarget *target,
                 GString *html)
{
    cmark_syntax_extension *syntax = syntax_get_extension();
    Rendering rendering = {.outline = outline, .target = target, .raw_html = raw_html};
    /* A callback may render another document: that has a rendering of its own. */
    void *outer = cmark_syntax_extension_get_private(syntax);

    syntax_set_render(node_render);
    cmark_syntax_extension_set_private(syntax, &rendering, NULL);
    char *text = cmark_render_html_with_mem(root, raw_html ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT,
                                            syntax_get_filters(), cmark_get_default_mem_allocator());
    cmark_syntax_extension_set_private(syntax, outer, NULL);

    g_string_append(html, text);
    if (rendering.footnotes > 0)
        g_string_append(html, FOOTNOTES_END);
    cmark_get_default_mem_allocator()->free(text);
}

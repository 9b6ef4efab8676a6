/* SPDX-License-Identifier: MIT */
#include "markup/syntax.h"

#include "markup/autolink.h"
#include "markup/emphasis.h"
#include "markup/memory.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/chunk.h>
#include <cmark-gfm/node.h>
#include <cmark-gfm/syntax_extension.h>
#include <glib.h>
#include <string.h>

/* cmark registers extensions for the life of the process, and a parse changes its tables of special
 * characters anyway: this is the module's one piece of process-wide state. */
static cmark_syntax_extension *syntax, *mail;
static cmark_llist *filters;

static cmark_node *syntax_match(cmark_syntax_extension *self G_GNUC_UNUSED, cmark_parser *parser,
                                cmark_node *parent, unsigned char c, cmark_inline_parser *inlines)
{
    if (c == ':' || c == 'w')
        return autolink_match(parser, parent, c, inlines);
    if (c == '~' || c >= 0x80)
        return emphasis_match(parser, parent, c, inlines);
    return NULL;
}

/* The autolink extension is not attached, so that it cannot take a URL that ours has refused. This is its
 * other half, which finds mail addresses: an extension of its own, for texts that may have one. */
static cmark_node *mail_postprocess(cmark_syntax_extension *self G_GNUC_UNUSED, cmark_parser *parser,
                                    cmark_node *root)
{
    cmark_syntax_extension *autolink = autolink_extension();
    return autolink->postprocess_func(autolink, parser, root);
}

/* The bytes at which cmark stops to ask us: those that begin a CJK character, and those at which it would ask
 * the autolink extension. Not the tilde: the extension that names it is asked to strike out. */
static cmark_llist *special_bytes(void)
{
    static const guchar BYTES[] = {0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9,
                                   0xea, 0xeb, 0xec, 0xed, 0xef, 0xf0, ':',  'w'};
    cmark_llist *list = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(BYTES); i++)
        list = cmark_llist_append(cmark_get_default_mem_allocator(), list, GUINT_TO_POINTER(BYTES[i]));
    return list;
}

/* Neither cmark nor an extension stops in it. */
static gboolean chunk_is_plain(const unsigned char *text, bufsize_t length)
{
    static const guint8 plain[256] = {
        ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, ['a' ... 'v'] = 1, ['x' ... 'z'] = 1, [0x80 ... 0xff] = 1,
        [' '] = 1,         ['%'] = 1,         ['('] = 1,         [')'] = 1,         ['+'] = 1,
        [','] = 1,         ['-'] = 1,         ['.'] = 1,         ['/'] = 1,
    };

    for (bufsize_t i = 0; i < length; i++)
        if (!plain[text[i]])
            return FALSE;
    return TRUE;
}

/* Of the nodes of a table its cells alone have text, which is trimmed. Most of them are a word or a number,
 * for which cmark's parser sets up more than all else in the cell takes: they become their text here. */
static int cell_is_parsed(cmark_syntax_extension *self G_GNUC_UNUSED, cmark_node *node)
{
    if (strcmp(cmark_node_get_type_string(node), "table_cell") != 0)
        return 0;
    if (!chunk_is_plain(node->content.ptr, node->content.size))
        return 1;
    if (node->content.size == 0)
        return 0;
    cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, node->content.mem);
    text->as.literal = (cmark_chunk){.data = node->content.ptr, .len = node->content.size};
    text->start_line = text->end_line = node->start_line;
    cmark_node_append_child(node, text);
    return 0;
}

static void syntax_register(void)
{
    static gsize registered;

    if (!g_once_init_enter(&registered))
        return;
    cmark_gfm_core_extensions_ensure_registered();
    syntax = cmark_syntax_extension_new("broadside");
    cmark_syntax_extension_set_match_inline_func(syntax, syntax_match);
    cmark_syntax_extension_set_special_inline_chars(syntax, special_bytes());
    mail = cmark_syntax_extension_new("broadside-mail");
    cmark_syntax_extension_set_postprocess_func(mail, mail_postprocess);
    cmark_syntax_extension_set_contains_inlines_func(cmark_find_syntax_extension("table"), cell_is_parsed);
    filters =
        cmark_llist_append(cmark_get_default_mem_allocator(), NULL, cmark_find_syntax_extension("tagfilter"));
    g_once_init_leave(&registered, 1);
}

static void syntax_attach(cmark_parser *parser, const char *name)
{
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
}

gboolean syntax_has_footnotes(const char *text, gsize length)
{
    /* The rarer byte first. */
    return memchr(text, '^', length) != NULL && memmem(text, length, "[^", 2) != NULL;
}

/* A mail address has its "@" in the text, or a character reference for it. */
static gboolean text_has_mail(const char *text, gsize length)
{
    return memchr(text, '@', length) != NULL || memchr(text, '&', length) != NULL;
}

/* cmark asks each extension at each block, and looks for footnotes and mail addresses in the whole tree
 * again: what a text cannot need is left out. A table may do without bars. Where no "[^" stands a footnote is
 * not defined, and cmark would still take "[\^a]" for a reference to it, and more than its label. */
cmark_parser *syntax_parser_new(const char *text, gsize length, gboolean valid)
{
    const int options = (valid ? 0 : CMARK_OPT_VALIDATE_UTF8) |
                        (syntax_has_footnotes(text, length) ? CMARK_OPT_FOOTNOTES : 0);

    syntax_register();
    /* Source positions make cmark count the lines of code and HTML within a paragraph, too. */
    cmark_parser *parser = cmark_parser_new_with_mem(
        options | CMARK_OPT_SOURCEPOS | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE, memory_allocator());
    /* Ours is asked first. */
    cmark_parser_attach_syntax_extension(parser, syntax);
    syntax_attach(parser, "table");
    if (memchr(text, '~', length) != NULL)
        syntax_attach(parser, "strikethrough");
    if (memchr(text, '[', length) != NULL)
        syntax_attach(parser, "tasklist");
    if (text_has_mail(text, length))
        cmark_parser_attach_syntax_extension(parser, mail);
    return parser;
}

cmark_llist *syntax_get_filters(void)
{
    syntax_register();
    return filters;
}

cmark_syntax_extension *syntax_get_extension(void)
{
    syntax_register();
    return syntax;
}

void syntax_set_render(cmark_html_render_func render)
{
    cmark_syntax_extension_set_html_render_func(syntax_get_extension(), render);
    /* Their nodes must stay theirs: what these hold is freed by their extension. */
    cmark_syntax_extension_set_html_render_func(cmark_find_syntax_extension("table"), render);
    cmark_syntax_extension_set_html_render_func(cmark_find_syntax_extension("tasklist"), render);
}

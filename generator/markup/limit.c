/* SPDX-License-Identifier: MIT */
#include "markup/limit.h"

#include "markup/document.h"
#include "markup/tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/parser.h>
#include <glib/gi18n.h>
#include <string.h>

/* What is quadratic in cmark is counted in the bytes and brackets it has to walk over: these take it a part
 * of a second. */
#define LIMIT_HEADER_BYTES (4 * 1024 * 1024)
#define LIMIT_INLINE_STEPS (128 * 1024 * 1024)
#define LIMIT_IGNORED_BYTES 1024 /* a text this short cannot take long */

typedef struct {
    cmark_parser *parser;
    const char *line_feed; /* the first line feed that is not behind, or the end */
    guint line;
    guint cells;
    guint64 header_bytes; /* read by the table extension in its search for table headers */
    guint64 inline_steps;
} Feed;

/* What a line is made of, as far as the limits go. */
typedef struct {
    gsize length; /* with its line end */
    guint bars;
    gboolean ruled; /* it may be the second line of a table */
} Line;

static const char *byte_find(const char *text, const char *end, char byte)
{
    const char *found = text < end ? memchr(text, byte, (gsize)(end - text)) : NULL;
    return found != NULL ? found : end;
}

/* With its line end: LF, CR LF or CR, as cmark has it. The line feed found is kept, lest a text whose lines
 * end in CR is searched to its end for each of them. */
static gsize line_length(Feed *feed, const char *text, const char *end)
{
    if (feed->line_feed < text)
        feed->line_feed = byte_find(text, end, '\n');
    const char *stop = byte_find(text, feed->line_feed, '\r');
    if (stop + 1 == feed->line_feed)
        stop++;
    return MIN((gsize)(stop - text) + 1, (gsize)(end - text));
}

/* Whether the table extension may take a line for a table's second. Marks of quotes and items may precede. */
static gboolean line_is_ruled(const char *text, gsize length)
{
    static const guint8 rules[256] = {
        ['-'] = 1,  ['|'] = 1, [':'] = 1, [' '] = 1, ['\t'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1,
        ['\n'] = 1, ['>'] = 1, ['*'] = 1, ['+'] = 1, ['.'] = 1,  [')'] = 1,  ['0'] = 1,  ['1'] = 1,
        ['2'] = 1,  ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1,  ['7'] = 1,  ['8'] = 1,  ['9'] = 1};
    gsize i = 0;

    while (i < length && rules[(guchar)text[i]])
        i++;
    return i == length && memchr(text, '-', length) != NULL;
}

static guint line_count_bars(const char *text, gsize length)
{
    guint bars = 0;

    for (const char *p = text, *end = text + length; (p = memchr(p, '|', (gsize)(end - p))) != NULL; p++)
        bars++;
    return bars;
}

static Line line_read(Feed *feed, const char *text, const char *end)
{
    Line line = {.length = line_length(feed, text, end)};

    line.bars = line_count_bars(text, line.length);
    line.ruled = line_is_ruled(text, line.length);
    return line;
}

static gboolean G_GNUC_PRINTF(2, 3) limit_fail(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_propagate_error(error, g_error_new_valist(MARKUP_ERROR, MARKUP_ERROR_LIMIT, format, arguments));
    va_end(arguments);
    return FALSE;
}

/* The table extension walks a list of cells for each cell, and at each line that may be a table's second it
 * reads the whole paragraph before. */
static gboolean feed_admits(Feed *feed, const Line *line, GError **error)
{
    cmark_node *open = feed->parser->current;

    if (line->bars > LIMIT_COLUMNS)
        return limit_fail(error, _("a line with more than %u bars (|)"), LIMIT_COLUMNS);
    if (line->ruled && open->type == CMARK_NODE_PARAGRAPH)
        feed->header_bytes += (gsize)open->content.size;
    if (feed->header_bytes > LIMIT_HEADER_BYTES)
        return limit_fail(error, _("a paragraph with too many lines like the second of a table"));
    return TRUE;
}

/* A quote or a list costs time at every line it is open at; a table fills each row up to its columns. */
static gboolean feed_withstands(Feed *feed, GError **error)
{
    guint depth = 0;

    for (cmark_node *node = feed->parser->current; node != NULL; node = node->parent) {
        if (++depth > LIMIT_DEPTH)
            return limit_fail(error, _("quotes and lists nested more than %u deep"), LIMIT_DEPTH);
        if (tree_is(node, "table"))
            feed->cells += cmark_gfm_extensions_get_table_columns(node);
    }
    if (feed->cells > LIMIT_CELLS)
        return limit_fail(error, _("tables of more than %u cells"), LIMIT_CELLS);
    return TRUE;
}

static gboolean feed_line(Feed *feed, const char *text, const Line *line, GError **error)
{
    feed->line++;
    if (!feed_admits(feed, line, error))
        return FALSE;
    cmark_parser_feed(feed->parser, text, line->length);
    /* cmark would keep a line without an end for cmark_parser_finish. */
    if (text[line->length - 1] != '\n' && text[line->length - 1] != '\r')
        cmark_parser_feed(feed->parser, "\n", 1);
    return feed_withstands(feed, error);
}

/* cmark walks over all open images at each link, reads to the end of the paragraph for each of <?, <!X and
 * <![CDATA[, and copies the rest of it at each mail address. Where runs of *, _ and ~ follow one another
 * beside Chinese, each looks back over all before it. */
static guint64 text_steps(const char *text, guint64 length)
{
    static const guint8 counted[256] = {
        ['!'] = 1, [']'] = 1, ['@'] = 1, ['<'] = 1, ['*'] = 1, ['_'] = 1, ['~'] = 1};
    guint64 images = 0, closes = 0, reads = 0, stars = 0, lows = 0, tildes = 0;

    if (length < LIMIT_IGNORED_BYTES)
        return 0;
    for (const char *p = text, *end = text + length; p < end; p++) {
        if (!counted[(guchar)*p]) /* nearly all of an ordinary text */
            continue;
        images += *p == '!' && p[1] == '[';
        closes += *p == ']';
        reads += *p == '@' || (*p == '<' && (p[1] == '!' || p[1] == '?'));
        stars += *p == '*';
        lows += *p == '_';
        tildes += *p == '~';
    }
    return images * closes + reads * length + (tildes > 0 ? MIN(stars, tildes) * lows : 0);
}

/* The blocks are made, and their text is still to be parsed. */
static gboolean feed_ends_well(Feed *feed, GError **error)
{
    cmark_node *root = feed->parser->root;

    for (cmark_node *node = root; node != NULL && feed->inline_steps <= LIMIT_INLINE_STEPS;
         node = tree_next(node, root)) {
        if (node->type == CMARK_NODE_CODE_BLOCK || node->type == CMARK_NODE_HTML_BLOCK)
            continue;
        feed->line = (guint)node->start_line;
        feed->inline_steps += text_steps((const char *)node->content.ptr, (guint64)node->content.size);
    }
    if (feed->inline_steps > LIMIT_INLINE_STEPS)
        return limit_fail(error, _("a paragraph with too many images, tags, addresses or marks of emphasis"));
    return TRUE;
}

gboolean limit_feed(cmark_parser *parser, const char *text, gsize length, guint *line, GError **error)
{
    Feed feed = {.parser = parser};
    gboolean fed =
        length <= LIMIT_BYTES || limit_fail(error, _("a text of more than %u MB"), LIMIT_BYTES >> 20);

    for (gsize offset = 0; fed && offset < length;) {
        Line next = line_read(&feed, text + offset, text + length);
        fed = feed_line(&feed, text + offset, &next, error);
        offset += next.length;
    }
    fed = fed && feed_ends_well(&feed, error);
    if (line != NULL)
        *line = MAX(feed.line, 1);
    return fed;
}

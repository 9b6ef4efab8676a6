/* SPDX-License-Identifier: MIT */
#include "markup/tree.h"
#include "typeset/blocks-private.h"

/* Footnotes that have a sign of their own: ① to ⑳. */
#define NOTE_FIRST 0x2460
#define NOTES_MAX 20

typedef struct {
    Arena *arena;
    GString *text;
    GArray *spans; /* Span */
    GArray *open;  /* guint: of the spans that have not ended, outermost first */
} Inline;

const char *inline_note(Arena *arena, guint number)
{
    char text[16];

    if (number >= 1 && number <= NOTES_MAX)
        text[g_unichar_to_utf8(NOTE_FIRST + number - 1, text)] = '\0';
    else
        g_snprintf(text, sizeof text, "〔%u〕", number);
    return arena_strdup(arena, text);
}

/* Control characters have no shape. */
static void text_append(GString *into, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)text[i] >= ' ' && text[i] != 0x7f)
            g_string_append_c(into, text[i]);
        else if (text[i] == '\t' || text[i] == '\n')
            g_string_append_c(into, ' ');
}

Styled inline_plain(Arena *arena, const char *text, gsize length)
{
    g_autoptr(GString) plain = g_string_sized_new(length);

    text_append(plain, text, length);
    return (Styled){.text = arena_strndup(arena, plain->str, plain->len), .length = plain->len};
}

static gboolean is_absolute(const char *url)
{
    return g_ascii_strncasecmp(url, "http://", 7) == 0 || g_ascii_strncasecmp(url, "https://", 8) == 0;
}

static void span_open(Inline *in, guint style, const char *url)
{
    const Span span = {.start = in->text->len, .style = style, .url = url};

    g_array_append_val(in->open, in->spans->len);
    g_array_append_val(in->spans, span);
}

static void span_close(Inline *in)
{
    const guint index = g_array_index(in->open, guint, in->open->len - 1);

    g_array_index(in->spans, Span, index).end = in->text->len;
    g_array_set_size(in->open, in->open->len - 1);
}

/* The style of what a node encloses; 0: none of its own. */
static guint node_style(cmark_node *node)
{
    switch (node->type) {
    case CMARK_NODE_EMPH: return SPAN_EMPHASIS;
    case CMARK_NODE_STRONG: return SPAN_BOLD;
    case CMARK_NODE_LINK: return is_absolute(cmark_node_get_url(node)) ? SPAN_LINK : 0;
    default: return tree_is(node, "strikethrough") ? SPAN_STRUCK : 0;
    }
}

static void container_read(Inline *in, cmark_node *node, gboolean entering)
{
    const guint style = node_style(node);

    if (!style)
        return;
    if (!entering) {
        span_close(in);
        return;
    }
    const char *url = style == SPAN_LINK ? arena_strdup(in->arena, cmark_node_get_url(node)) : NULL;
    span_open(in, style, url);
}

static void leaf_read(Inline *in, cmark_node *node)
{
    const char *literal;

    switch (node->type) {
    case CMARK_NODE_TEXT:
        text_append(in->text, (const char *)node->as.literal.data, (gsize)node->as.literal.len);
        break;
    case CMARK_NODE_CODE:
        span_open(in, SPAN_CODE, NULL);
        text_append(in->text, (const char *)node->as.literal.data, (gsize)node->as.literal.len);
        span_close(in);
        break;
    case CMARK_NODE_SOFTBREAK: g_string_append_c(in->text, ' '); break;
    case CMARK_NODE_LINEBREAK: g_string_append(in->text, LINE_END); break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        literal = cmark_node_get_literal(node);
        g_string_append(in->text,
                        inline_note(in->arena, (guint)g_ascii_strtoull(literal ? literal : "", NULL, 10)));
        break;
    default: break;
    }
}

/* White space and line ends at the end of a block are nothing. */
static gsize length_trimmed(const GString *text)
{
    gsize length = text->len;

    for (;;) {
        if (length > 0 && text->str[length - 1] == ' ')
            length--;
        else if (length >= 3 && memcmp(text->str + length - 3, LINE_END, 3) == 0)
            length -= 3;
        else
            return length;
    }
}

static Styled inline_finish(Inline *in)
{
    const gsize length = length_trimmed(in->text);
    guint count = 0;
    Span *spans = arena_new0(in->arena, Span, in->spans->len + 1);

    for (guint i = 0; i < in->spans->len; i++) {
        Span span = g_array_index(in->spans, Span, i);
        span.end = MIN(span.end, length);
        if (span.start < span.end)
            spans[count++] = span;
    }
    return (Styled){arena_strndup(in->arena, in->text->str, length), length, spans, count};
}

Styled inline_read(Arena *arena, cmark_node *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(Span));
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    Inline in = {arena, text, spans, open};
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *child = cmark_iter_get_node(iter);
        if (child == node)
            continue;
        if (event == CMARK_EVENT_ENTER)
            leaf_read(&in, child);
        container_read(&in, child, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iter);
    return inline_finish(&in);
}

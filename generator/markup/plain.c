/* SPDX-License-Identifier: MIT */
#include "markup/plain.h"

#include "markup/character.h"
#include "markup/gallery.h"
#include "markup/tree.h"

typedef enum { GAP_NONE, GAP_LINE, GAP_SPACE, GAP_BLOCK } Gap;

typedef struct {
    GString *text;
    gunichar last; /* of what was appended; 0 at the beginning */
    Gap gap;       /* what stands before the next character */
} Plain;

static void gap_widen(Plain *plain, Gap gap)
{
    plain->gap = MAX(plain->gap, gap);
}

static void gap_close(Plain *plain, gunichar next)
{
    if (plain->last != 0 && plain->gap == GAP_BLOCK)
        g_string_append_c(plain->text, '\n');
    else if (plain->last != 0 &&
             (plain->gap == GAP_SPACE || (plain->gap == GAP_LINE && !character_is_joined(plain->last, next))))
        g_string_append_c(plain->text, ' ');
    plain->gap = GAP_NONE;
}

/* No space of Unicode begins with another byte than these. */
static inline gboolean is_space(const char *text)
{
    const guchar lead = (guchar)*text;

    if (lead <= ' ')
        return TRUE;
    return (lead == 0xC2 || (lead >= 0xE1 && lead <= 0xE3)) && g_unichar_isspace(g_utf8_get_char(text));
}

/* `line`: what a line's end within the text is. */
static void text_add(Plain *plain, const char *text, gsize length, Gap line)
{
    const char *end = text + length;

    for (const char *p = text; p < end;) {
        if (is_space(p)) {
            gap_widen(plain, *p == '\n' ? line : GAP_SPACE);
            p = g_utf8_next_char(p);
            continue;
        }
        if (plain->gap != GAP_NONE)
            gap_close(plain, g_utf8_get_char(p));
        const char *start = p;
        while (p < end && !is_space(p))
            p = g_utf8_next_char(p);
        g_string_append_len(plain->text, start, p - start);
        plain->last = g_utf8_get_char(g_utf8_prev_char(p));
    }
}

static void chunk_add(Plain *plain, const cmark_chunk *chunk, Gap line)
{
    text_add(plain, (const char *)chunk->data, (gsize)chunk->len, line);
}

static void line_add(Plain *plain, const char *text)
{
    gap_widen(plain, GAP_BLOCK);
    text_add(plain, text, strlen(text), GAP_BLOCK);
}

/* Names of files are no words of the text. */
static void gallery_add(Plain *plain, const char *info, const cmark_chunk *lines)
{
    g_autofree char *text = g_strndup((const char *)lines->data, (gsize)lines->len);
    g_autoptr(GArray) items = gallery_read(text);

    line_add(plain, info + strlen(GALLERY_BLOCK));
    for (guint i = 0; i < items->len; i++) {
        const GalleryItem *item = &g_array_index(items, GalleryItem, i);
        line_add(plain, item->alt);
        if (strcmp(item->caption, item->alt) != 0)
            line_add(plain, item->caption);
    }
}

static void code_add(Plain *plain, const cmark_code *code)
{
    g_autofree char *info =
        g_strndup((const char *)code->info.data, code->fenced ? (gsize)code->info.len : 0);

    gap_widen(plain, GAP_BLOCK);
    if (gallery_is_named(info))
        gallery_add(plain, info, &code->literal);
    else
        chunk_add(plain, &code->literal, GAP_BLOCK);
}

static void node_add(Plain *plain, cmark_node *node)
{
    switch (node->type) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: chunk_add(plain, &node->as.literal, GAP_SPACE); break;
    case CMARK_NODE_CODE_BLOCK: code_add(plain, &node->as.code); break;
    case CMARK_NODE_SOFTBREAK: gap_widen(plain, GAP_LINE); break;
    case CMARK_NODE_LINEBREAK: gap_widen(plain, GAP_BLOCK); break;
    default:
        if (CMARK_NODE_BLOCK_P(node))
            gap_widen(plain, GAP_BLOCK);
    }
}

void plain_append(cmark_node *root, GString *into)
{
    Plain plain = {.text = into};

    for (cmark_node *node = root; node != NULL; node = tree_next(node, root))
        node_add(&plain, node);
}

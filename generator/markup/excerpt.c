/* SPDX-License-Identifier: MIT */
#include "markup/excerpt.h"

#include "markup/character.h"
#include "markup/cluster.h"
#include "markup/tree.h"

#include <string.h>

typedef struct {
    GString *text;
    gunichar last;   /* of `text`, 0 when that is empty */
    gboolean broken; /* a line or a block has ended since */
    gboolean spaced; /* white space of the author's has been read since */
    gsize wanted;    /* more letters before there is enough */
} Excerpt;

static void excerpt_add(Excerpt *excerpt, const char *text, gsize length)
{
    for (const char *p = text; p < text + length && excerpt->wanted > 0; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c)) {
            excerpt->spaced = TRUE;
            continue;
        }
        gboolean gap = excerpt->broken ? !character_is_joined(excerpt->last, c) : excerpt->spaced;
        if (gap && excerpt->last != 0)
            g_string_append_c(excerpt->text, ' ');
        g_string_append_unichar(excerpt->text, c);
        excerpt->last = c;
        excerpt->broken = excerpt->spaced = FALSE;
        /* What begins a character for certain; of marks and joined emoji there may be any number in one. */
        excerpt->wanted -= g_ascii_isalnum(c < 0x80 ? (char)c : 0) || character_is_unspaced(c);
    }
}

static gboolean node_is_left_out(cmark_node *node)
{
    return node->type == CMARK_NODE_HEADING || node->type == CMARK_NODE_IMAGE ||
           node->type == CMARK_NODE_FOOTNOTE_DEFINITION || tree_is(node, "table") ||
           tree_is(node, "strikethrough");
}

static void excerpt_add_node(Excerpt *excerpt, cmark_node *node)
{
    switch (node->type) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        excerpt_add(excerpt, (const char *)node->as.literal.data, (gsize)node->as.literal.len);
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: excerpt->broken = TRUE; break;
    default: break;
    }
}

static void excerpt_read(Excerpt *excerpt, cmark_node *root)
{
    cmark_node *node = root;

    while (node != NULL && excerpt->wanted > 0) {
        gboolean left_out = node_is_left_out(node);
        if (!left_out)
            excerpt_add_node(excerpt, node);
        node = left_out ? tree_skip(node, root) : tree_next(node, root);
    }
}

static gboolean is_word(gunichar c)
{
    return (g_unichar_isalnum(c) || g_unichar_ismark(c)) && !character_is_cjk(c);
}

/* Signs that do not end a word between two of its letters: 19:30, 2025-06-29, 3.5, o’clock, 17:00–18:30. */
static gboolean is_joint(gunichar c)
{
    if (c == 0x2019 || c == 0x2013 || c == 0x2011)
        return TRUE;
    return c > 0 && c < 0x80 && strchr("'-.,:/@", (char)c) != NULL;
}

/* Whether a cut at `cut`, which is inside `text`, would part a word. */
static gboolean word_is_parted(const char *text, const char *cut)
{
    if (cut == text)
        return FALSE;
    const char *previous = g_utf8_prev_char(cut);
    gunichar before = g_utf8_get_char(previous), after = g_utf8_get_char(cut);
    if (is_word(before) && is_word(after))
        return TRUE;
    if (is_word(before) && is_joint(after))
        return is_word(g_utf8_get_char(g_utf8_next_char(cut)));
    if (is_joint(before) && is_word(after) && previous != text)
        return is_word(g_utf8_get_char(g_utf8_prev_char(previous)));
    return FALSE;
}

static const char *cut_find(const char *text, guint characters)
{
    const char *end = text;

    for (guint i = 0; i < characters && *end != '\0'; i++)
        end = cluster_end(end);
    if (*end == '\0')
        return end;
    const char *cut = end;
    while (word_is_parted(text, cut))
        cut = g_utf8_prev_char(cut);
    return cut > text ? cut : end;
}

char *excerpt_make(cmark_node *root, guint characters)
{
    g_autoptr(GString) text = g_string_new(NULL);
    /* The letters beyond tell whether a word is parted. */
    Excerpt excerpt = {.text = text, .wanted = (gsize)characters + 32};

    excerpt_read(&excerpt, root);
    gsize cut = (gsize)(cut_find(text->str, characters) - text->str);
    if (cut < text->len) {
        while (cut > 0 && strchr(" ,;:", text->str[cut - 1]) != NULL)
            cut--;
        g_string_truncate(text, cut);
        g_string_append(text, "…");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

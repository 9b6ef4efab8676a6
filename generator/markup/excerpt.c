/* SPDX-License-Identifier: MIT */
#include "markup/excerpt.h"

#include "markup/character.h"
#include "markup/cluster.h"

#include <string.h>

typedef struct {
    GString *text;
    gunichar last;   /* of `text`, 0 when that is empty */
    gboolean broken; /* a line or a block has ended since */
    gboolean spaced; /* white space of the author's has been read since */
} Excerpt;

static void excerpt_add(Excerpt *excerpt, const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
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
    }
}

static gboolean node_is_left_out(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
    case CMARK_NODE_IMAGE:
    case CMARK_NODE_FOOTNOTE_DEFINITION: return TRUE;
    default: {
        const char *type = cmark_node_get_type_string(node);
        return strcmp(type, "table") == 0 || strcmp(type, "strikethrough") == 0;
    }
    }
}

static void excerpt_add_node(Excerpt *excerpt, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: excerpt_add(excerpt, cmark_node_get_literal(node)); break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: excerpt->broken = TRUE; break;
    default: break;
    }
}

/* Reads until there are more than `bytes`. */
static void excerpt_read(Excerpt *excerpt, cmark_node *root, gsize bytes)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;

    while (excerpt->text->len <= bytes && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (node_is_left_out(node))
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        else
            excerpt_add_node(excerpt, node);
    }
    cmark_iter_free(iter);
}

static gboolean is_word(gunichar c)
{
    return (g_unichar_isalnum(c) || g_unichar_ismark(c)) && !character_is_cjk(c);
}

/* Signs that do not end a word between two of its letters: 19:30, 2025-06-29, 3.5. */
static gboolean is_joint(gunichar c)
{
    return c < 0x80 && strchr("'-.,:/@", (char)c) != NULL;
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
    Excerpt excerpt = {.text = text};

    /* 16 bytes a character and a long word: more are read only to be thrown away. */
    excerpt_read(&excerpt, root, (gsize)characters * 16 + 256);
    gsize cut = (gsize)(cut_find(text->str, characters) - text->str);
    if (cut < text->len) {
        while (cut > 0 && text->str[cut - 1] == ' ')
            cut--;
        g_string_truncate(text, cut);
        g_string_append(text, "…");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

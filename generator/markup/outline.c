/* SPDX-License-Identifier: MIT */
#include "markup/outline.h"

#include "markup/footnote.h"
#include "markup/tree.h"
#include "text/path.h"

struct Outline {
    GArray *headings; /* Heading; the strings are in `strings` */
    GHashTable *ids;  /* those taken → how often they were wanted */
    GStringChunk *strings;
};

char *outline_slug(const char *text)
{
    g_autofree char *normal = path_compose(text);
    GString *slug = g_string_new(NULL);

    for (const char *p = normal; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c))
            g_string_append_c(slug, '-');
        else if (g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '-' || c == '_')
            g_string_append_unichar(slug, g_unichar_tolower(c));
    }
    if (slug->len == 0)
        g_string_assign(slug, "section");
    return g_string_free(slug, FALSE);
}

static const char *id_take(Outline *outline, const char *id)
{
    const char *kept = g_string_chunk_insert(outline->strings, id);
    g_hash_table_insert(outline->ids, (gpointer)kept, GUINT_TO_POINTER(0));
    return kept;
}

/* The number is remembered, so that a thousand headings of the same words stay linear. */
static const char *id_make(Outline *outline, const char *text)
{
    g_autofree char *slug = outline_slug(text);
    gpointer key, value;

    if (!g_hash_table_lookup_extended(outline->ids, slug, &key, &value))
        return id_take(outline, slug);

    guint number = GPOINTER_TO_UINT(value);
    g_autofree char *id = NULL;
    do {
        g_free(id);
        id = g_strdup_printf("%s-%u", slug, ++number);
    } while (g_hash_table_contains(outline->ids, id));
    g_hash_table_insert(outline->ids, key, GUINT_TO_POINTER(number));
    return id_take(outline, id);
}

static void outline_take_footnotes(Outline *outline, cmark_node *root)
{
    guint number = 0;

    for (cmark_node *node = cmark_node_first_child(root); node != NULL; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_FOOTNOTE_DEFINITION)
            continue;
        g_autofree char *id = footnote_id(NULL, ++number);
        id_take(outline, id);
        for (guint i = 1; i <= footnote_count_references(node); i++) {
            g_autofree char *reference = footnote_reference_id(NULL, number, i);
            id_take(outline, reference);
        }
    }
}

static void text_append(GString *text, cmark_node *node)
{
    if (node->type == CMARK_NODE_TEXT || node->type == CMARK_NODE_CODE)
        g_string_append_len(text, (const char *)node->as.literal.data, node->as.literal.len);
    else if (node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK)
        g_string_append_c(text, ' ');
}

static char *heading_text(cmark_node *heading)
{
    GString *text = g_string_new(NULL);

    for (cmark_node *node = heading; node != NULL; node = tree_next(node, heading))
        text_append(text, node);
    return g_string_free(text, FALSE);
}

static void outline_add(Outline *outline, cmark_node *node)
{
    g_autofree char *text = heading_text(node);
    Heading heading = {
        .level = (guint)cmark_node_get_heading_level(node),
        .line = (guint)cmark_node_get_start_line(node),
        .id = id_make(outline, text),
        .text = g_string_chunk_insert(outline->strings, text),
    };

    cmark_node_set_user_data(node, GUINT_TO_POINTER(outline->headings->len));
    g_array_append_val(outline->headings, heading);
}

Outline *outline_new(cmark_node *root)
{
    Outline *outline = g_new0(Outline, 1);
    cmark_node *node = root;

    outline->headings = g_array_new(FALSE, FALSE, sizeof(Heading));
    outline->ids = g_hash_table_new(g_str_hash, g_str_equal);
    outline->strings = g_string_chunk_new(256);
    outline_take_footnotes(outline, root);

    while (node != NULL) {
        if (node->type == CMARK_NODE_HEADING)
            outline_add(outline, node);
        gboolean is_text = node->type == CMARK_NODE_PARAGRAPH || node->type == CMARK_NODE_HEADING;
        node = is_text ? tree_skip(node, root) : tree_next(node, root);
    }
    return outline;
}

void outline_free(Outline *outline)
{
    if (outline == NULL)
        return;
    g_array_unref(outline->headings);
    g_hash_table_unref(outline->ids);
    g_string_chunk_free(outline->strings);
    g_free(outline);
}

const Heading *outline_get_headings(const Outline *outline, guint *count)
{
    *count = outline->headings->len;
    return *count > 0 ? &g_array_index(outline->headings, Heading, 0) : NULL;
}

const Heading *outline_get_heading(const Outline *outline, cmark_node *node)
{
    return &g_array_index(outline->headings, Heading, GPOINTER_TO_UINT(cmark_node_get_user_data(node)));
}

gboolean outline_has_id(const Outline *outline, const char *fragment)
{
    g_autofree char *plain = g_uri_unescape_string(fragment, NULL);
    return plain != NULL && g_hash_table_contains(outline->ids, plain);
}

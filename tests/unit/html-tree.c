/* SPDX-License-Identifier: MIT */
#include "html-tree.h"

#include "escape/names.h"

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

/* Letters that no template of the tests has: at the hole that counts, and at the others. */
#define WORD "zyqyz"
#define PROBE "zyqyzz"
#define OTHER_WORD "qzxqz"

guint html_tree_holes(const char *template, gsize length)
{
    guint holes = 0;

    for (gsize i = 0; i < length; i++)
        holes += template[i] == HOLE;
    return holes;
}

static gboolean is_comment(Where where)
{
    return where.state >= STATE_COMMENT_START && where.state <= STATE_COMMENT_END_BANG;
}

/* `where`: what the escaper takes the active hole for. */
static gboolean print(const char *template, gsize length, guint active, const char *value, GString *out,
                      Where *where)
{
    g_autoptr(Escaper) escaper = escaper_new("https://example.org/");
    Context context = escape_start(ESCAPE_HTML);
    EscapeProblem problem;
    guint hole = 0;

    g_string_truncate(out, 0);
    for (const char *p = template, *end = template + length;; p++) {
        const char *next = memchr(p, HOLE, (gsize)(end - p));
        const gsize piece = (gsize)((next ? next : end) - p);
        if (!escape_text(escaper, &context, p, piece, &problem))
            return FALSE;
        g_string_append_len(out, p, (gssize)piece);
        p += piece;
        if (!next)
            return escape_unfinished(context) == NULL;
        const char *text = hole == active ? value : OTHER_WORD;
        const EscapeValue printed = {text, strlen(text), ESCAPE_STRING};
        const gsize from = out->len;
        if (hole == active)
            *where = where_of(context);
        if (escape_value(escaper, &context, out, &printed, &problem) == ESCAPE_REFUSED)
            return FALSE;
        if (memchr(out->str + from, '<', out->len - from))
            abort();
        if (hole == active && is_comment(*where) && strcmp(value, PROBE) == 0)
            g_string_append(out, PROBE); /* nothing is printed there: see that it is one */
        hole++;
    }
}

typedef struct {
    char *before, *after; /* the one change, which the parser may have copied */
    char *difference;
} Comparison;

static gboolean differ(Comparison *c, const char *what, const char *x, const char *y)
{
    if (!c->difference)
        c->difference = g_strdup_printf("%s: '%s' and '%s'", what, x ? x : "", y ? y : "");
    return FALSE;
}

/* Browsers strip these from addresses. */
static char *address_seen(const char *text)
{
    GString *seen = g_string_new(NULL);

    for (; *text; text++)
        if ((guchar)*text > ' ')
            g_string_append_c(seen, g_ascii_tolower(*text));
    return g_string_free(seen, FALSE);
}

static gboolean is_program(const char *text)
{
    static const char *const schemes[] = {"javascript:", "vbscript:", "data:", NULL};
    g_autofree char *seen = address_seen(text);

    for (const char *const *scheme = schemes; *scheme; scheme++)
        if (g_str_has_prefix(seen, *scheme))
            return TRUE;
    return FALSE;
}

/* A text may differ in one place in the whole page. */
static gboolean compare_text(Comparison *c, const char *x, const char *y)
{
    g_autofree char *a = g_strstrip(g_strdup(x)), *b = g_strstrip(g_strdup(y));

    if (strcmp(a, b) == 0)
        return TRUE;
    if (!strstr(a, WORD))
        return differ(c, "text", x, y);
    if (c->before && (strcmp(c->before, a) != 0 || strcmp(c->after, b) != 0))
        return differ(c, "a second change", x, y);
    if (!c->before) {
        c->before = g_steal_pointer(&a);
        c->after = g_steal_pointer(&b);
    }
    return TRUE;
}

static gboolean compare_attributes(Comparison *c, const GumboVector *x, const GumboVector *y)
{
    if (x->length != y->length)
        return differ(c, "number of attributes", NULL, NULL);
    for (guint i = 0; i < x->length; i++) {
        const GumboAttribute *a = x->data[i], *b = y->data[i];
        if (strcmp(a->name, b->name) != 0)
            return differ(c, "name of an attribute", a->name, b->name);
        if (!compare_text(c, a->value, b->value))
            return FALSE;
        const gboolean is_address =
            g_strv_contains((const char *const[]){"href", "src", "action", "formaction", NULL}, a->name);
        if (is_address && is_program(b->value) && !is_program(a->value))
            return differ(c, "address", a->value, b->value);
    }
    return TRUE;
}

static gboolean compare_node(Comparison *c, const GumboNode *x, const GumboNode *y);

static gboolean compare_children(Comparison *c, const GumboVector *x, const GumboVector *y)
{
    if (x->length != y->length)
        return differ(c, "number of children", NULL, NULL);
    for (guint i = 0; i < x->length; i++)
        if (!compare_node(c, x->data[i], y->data[i]))
            return FALSE;
    return TRUE;
}

static gboolean same_name(const GumboElement *x, const GumboElement *y)
{
    GumboStringPiece a = x->original_tag, b = y->original_tag;

    gumbo_tag_from_original_text(&a);
    gumbo_tag_from_original_text(&b);
    if (a.length > 0 && !g_ascii_isalpha(a.data[0]))
        return TRUE; /* after "</>" the parser loses track of where a tag was */
    return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

static gboolean compare_elements(Comparison *c, const GumboElement *x, const GumboElement *y)
{
    if (x->tag != y->tag || x->tag_namespace != y->tag_namespace)
        return differ(c, "element", gumbo_normalized_tagname(x->tag), gumbo_normalized_tagname(y->tag));
    if (x->tag == GUMBO_TAG_UNKNOWN && x->original_tag.length > 0 && !same_name(x, y))
        return differ(c, "element", "unknown", "another one");
    return compare_attributes(c, &x->attributes, &y->attributes) &&
           compare_children(c, &x->children, &y->children);
}

static gboolean compare_node(Comparison *c, const GumboNode *x, const GumboNode *y)
{
    if (x->type != y->type)
        return differ(c, "kind of node", NULL, NULL);
    switch (x->type) {
    case GUMBO_NODE_DOCUMENT: return compare_children(c, &x->v.document.children, &y->v.document.children);
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return compare_elements(c, &x->v.element, &y->v.element);
    default: return compare_text(c, x->v.text.text, y->v.text.text);
    }
}

static char *compare_trees(const GString *harmless, const GString *other)
{
    GumboOutput *x = gumbo_parse_with_options(&kGumboDefaultOptions, harmless->str, harmless->len);
    GumboOutput *y = gumbo_parse_with_options(&kGumboDefaultOptions, other->str, other->len);
    Comparison comparison = {NULL, NULL, NULL};

    compare_node(&comparison, x->document, y->document);
    gumbo_destroy_output(&kGumboDefaultOptions, x);
    gumbo_destroy_output(&kGumboDefaultOptions, y);
    g_free(comparison.before);
    g_free(comparison.after);
    return comparison.difference;
}

/* Where the parser has found the word. */
typedef struct {
    const GumboElement *element; /* NULL: nowhere */
    const char *attribute;       /* NULL: in its text, */
    gboolean comment;            /* or a comment */
} Found;

static gboolean find_word(const GumboNode *node, Found *found);

static gboolean find_in_element(const GumboElement *element, Found *found)
{
    for (guint i = 0; i < element->attributes.length; i++) {
        const GumboAttribute *attribute = element->attributes.data[i];
        if (strstr(attribute->value, WORD) == NULL)
            continue;
        *found = (Found){element, attribute->name, FALSE};
        return TRUE;
    }
    for (guint i = 0; i < element->children.length; i++) {
        if (!find_word(element->children.data[i], found))
            continue;
        if (!found->element)
            found->element = element;
        return TRUE;
    }
    return FALSE;
}

static gboolean find_word(const GumboNode *node, Found *found)
{
    switch (node->type) {
    case GUMBO_NODE_DOCUMENT:
        for (guint i = 0; i < node->v.document.children.length; i++)
            if (find_word(node->v.document.children.data[i], found))
                return TRUE;
        return FALSE;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return find_in_element(&node->v.element, found);
    case GUMBO_NODE_COMMENT: found->comment = strstr(node->v.text.text, WORD) != NULL; return found->comment;
    default: return strstr(node->v.text.text, WORD) != NULL;
    }
}

static Element kind_of(const GumboElement *element)
{
    const char *name = gumbo_normalized_tagname(element->tag);
    const Element kind = name_element(name, strlen(name), FALSE);

    return kind == ELEMENT_META_NAMED || kind == ELEMENT_META_HTTP ? ELEMENT_META : kind;
}

/* Whether the escaper took the place for what the parser takes it for. */
static gboolean agrees(Where where, const Found *found)
{
    if (found->comment || is_comment(where))
        return found->comment && is_comment(where);
    if (where_is_ambiguous(where) && where.state >= STATE_RAW)
        return !found->attribute; /* a text either way */
    const gboolean raw =
        kind_of(found->element) >= ELEMENT_SCRIPT && kind_of(found->element) <= ELEMENT_TEXTAREA;

    if (where.state == STATE_VALUE_DOUBLE || where.state == STATE_VALUE_SINGLE)
        return found->attribute && name_attribute(found->attribute, strlen(found->attribute),
                                                  where.element) == (Attribute)where.attribute;
    if (found->attribute)
        return FALSE;
    if (where.state == STATE_TEXT)
        return !raw || found->element->tag_namespace != GUMBO_NAMESPACE_HTML;
    return raw && kind_of(found->element) == (Element)where.element;
}

static char *check_place(Where where, const GString *probed)
{
    GumboOutput *parsed = gumbo_parse_with_options(&kGumboDefaultOptions, probed->str, probed->len);
    Found found = {NULL, NULL, FALSE};
    char *wrong = NULL;

    if (find_word(parsed->document, &found) && !agrees(where, &found))
        wrong =
            g_strdup_printf("taken for state %u of element %u, but in %s of <%s>", where.state, where.element,
                            found.comment     ? "a comment"
                            : found.attribute ? found.attribute
                                              : "the text",
                            found.element ? gumbo_normalized_tagname(found.element->tag) : "");
    gumbo_destroy_output(&kGumboDefaultOptions, parsed);
    return wrong;
}

char *html_tree_check(const char *template, gsize length, guint active, const char *value, gboolean *refused)
{
    g_autoptr(GString) harmless = g_string_new(NULL);
    g_autoptr(GString) other = g_string_new(NULL);
    g_autoptr(GString) probed = g_string_new(NULL);
    Where where = {0};

    *refused = !print(template, length, active, value, other, &where) ||
               !print(template, length, active, WORD, harmless, &where) ||
               !print(template, length, active, PROBE, probed, &where);
    if (*refused)
        return NULL;
    char *wrong = check_place(where, probed);
    return wrong ? wrong : compare_trees(harmless, other);
}

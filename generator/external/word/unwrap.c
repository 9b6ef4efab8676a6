/* SPDX-License-Identifier: MIT */
#include "external/word/unwrap.h"

#include "external/word/node.h"

#include <string.h>

#define VML "urn:schemas-microsoft-com:vml"

/* A paragraph that is being read. */
typedef struct {
    xmlNode *last; /* what boxes hold goes behind this: the paragraph, or what came out of a box before */
    gboolean fallback;
    gboolean *changed;
} Anchor;

static gboolean is_wrapper(const xmlNode *node)
{
    static const char *const names[] = {"customXml", "fldSimple", "bdo", "dir", NULL};

    return g_strv_contains(names, (const char *)node->name) && node_is(node, (const char *)node->name);
}

static gboolean is_art(const xmlNode *node)
{
    return node->ns && strcmp((const char *)node->name, "textpath") == 0 &&
           strcmp((const char *)node->ns->href, VML) == 0;
}

/* The children of `parent` go before `node`. */
static void lift(xmlNode *parent, xmlNode *node)
{
    while (parent->children)
        xmlAddPrevSibling(node, parent->children);
}

/* A run cannot stand in a run: what stands before the reading becomes a run, and the characters below it. */
static void ruby_lift(xmlNode *ruby)
{
    xmlNode *run = ruby->parent, *base = node_child(ruby, "rubyBase");
    xmlNode *properties = node_is(run->children, "rPr") ? run->children : NULL;
    xmlNode *first = properties ? properties->next : run->children;

    if (first != ruby) {
        xmlNode *head = xmlAddPrevSibling(run, xmlNewDocNode(run->doc, run->ns, (const xmlChar *)"r", NULL));
        if (properties)
            xmlAddChild(head, xmlDocCopyNode(properties, run->doc, 1));
        for (xmlNode *next; first != ruby; first = next) {
            next = first->next;
            xmlUnlinkNode(first);
            xmlAddChild(head, first);
        }
    }
    if (base)
        lift(base, run);
    node_remove(ruby);
}

/* Outside any paragraph there is nothing that a box could hang on. */
static void box_take(xmlNode *box, Anchor *anchor)
{
    while (box->children) {
        xmlNode *node = box->children;
        if (node->type == XML_ELEMENT_NODE && anchor->last && !anchor->fallback)
            anchor->last = xmlAddNextSibling(anchor->last, node);
        else
            node_remove(node);
    }
}

/* WordArt has its text as an attribute. */
static void art_take(xmlNode *art, Anchor *anchor)
{
    xmlChar *text = xmlGetNoNsProp(art, (const xmlChar *)"string");

    if (text && anchor->last && !anchor->fallback) {
        xmlNs *ns = anchor->last->ns;
        xmlNode *paragraph = xmlNewDocNode(art->doc, ns, (const xmlChar *)"p", NULL);
        xmlNode *run = xmlNewChild(paragraph, ns, (const xmlChar *)"r", NULL);
        xmlNewTextChild(run, ns, (const xmlChar *)"t", text);
        anchor->last = xmlAddNextSibling(anchor->last, paragraph);
    }
    xmlFree(text);
    node_remove(art);
}

static void unwrap_below(xmlNode *parent, Anchor *anchor);

/* What it holds is unwrapped. Returns where to go on beside it. */
static xmlNode *unwrap_itself(xmlNode *node, Anchor *anchor)
{
    xmlNode *next = node->next;

    if (node_is(node, "ruby") && node_is(node->parent, "r")) {
        ruby_lift(node);
    } else if (node_is(node, "txbxContent")) {
        box_take(node, anchor);
    } else if (is_art(node)) {
        art_take(node, anchor);
    } else if (is_wrapper(node)) {
        lift(node, node);
        node_remove(node);
    } else {
        return next;
    }
    *anchor->changed = TRUE;
    return next;
}

static xmlNode *unwrap(xmlNode *node, Anchor *anchor)
{
    Anchor own = {node_is(node, "p") ? node : NULL, anchor->fallback || node_is_fallback(node),
                  anchor->changed};

    if (own.last) {
        unwrap_below(node, &own);
        return own.last->next;
    }
    own.last = anchor->last;
    unwrap_below(node, &own);
    anchor->last = own.last;
    return unwrap_itself(node, anchor);
}

static void unwrap_below(xmlNode *parent, Anchor *anchor)
{
    for (xmlNode *node = parent->children; node;)
        node = node->type == XML_ELEMENT_NODE ? unwrap(node, anchor) : node->next;
}

gboolean unwrap_document(xmlDoc *document)
{
    gboolean changed = FALSE;
    Anchor anchor = {.changed = &changed};

    unwrap_below(xmlDocGetRootElement(document), &anchor);
    return changed;
}

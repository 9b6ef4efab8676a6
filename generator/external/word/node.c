/* SPDX-License-Identifier: MIT */
#include "external/word/node.h"

#include <stdlib.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MAIN_STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define NUMBER_MOST 1000000

static const struct {
    const char *href, *prefix;
} usual[] = {
    {MAIN, "w"},
    {MAIN_STRICT, "w"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"},
    {"http://purl.oclc.org/ooxml/drawingml/picture", "pic"},
};

static gboolean is_main(const xmlNs *ns)
{
    return ns &&
           (strcmp((const char *)ns->href, MAIN) == 0 || strcmp((const char *)ns->href, MAIN_STRICT) == 0);
}

gboolean node_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 && is_main(node->ns);
}

gboolean node_is_fallback(const xmlNode *node)
{
    return node->ns && strcmp((const char *)node->name, "Fallback") == 0 &&
           strcmp((const char *)node->ns->href, COMPATIBILITY) == 0;
}

static xmlNode *find(xmlNode *node, const char *name)
{
    while (node && !node_is(node, name))
        node = node->next;
    return node;
}

xmlNode *node_child(const xmlNode *parent, const char *name)
{
    return parent ? find(parent->children, name) : NULL;
}

xmlNode *node_next(const xmlNode *node, const char *name)
{
    return find(node->next, name);
}

char *node_attribute(const xmlNode *node, const char *key)
{
    xmlChar *value = node ? xmlGetNsProp(node, (const xmlChar *)key, node->ns->href) : NULL;
    char *copy = g_strdup((const char *)value);

    xmlFree(value);
    return copy;
}

int node_number(const xmlNode *node, const char *key, int otherwise)
{
    g_autofree char *value = node_attribute(node, key);
    char *end = value;
    const long number = value ? strtol(value, &end, 10) : 0;

    return end != value && number >= 0 ? (int)MIN(number, NUMBER_MOST) : otherwise;
}

gboolean node_switch(const xmlNode *parent, const char *name)
{
    static const char *const off[] = {"0", "false", "off", NULL};
    const xmlNode *node = node_child(parent, name);
    g_autofree char *value = node_attribute(node, "val");

    return node && !(value && g_strv_contains(off, value));
}

void node_remove(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

static const char *usual_prefix(const xmlNs *ns)
{
    for (gsize i = 0; i < G_N_ELEMENTS(usual); i++)
        if (strcmp((const char *)ns->href, usual[i].href) == 0)
            return usual[i].prefix;
    return NULL;
}

/* The namespace under its usual prefix, or NULL: it has that one, or no usual one, or another namespace has
 * taken it. */
static xmlNs *settled(xmlNode *node, const xmlNs *ns)
{
    const xmlChar *prefix = ns ? (const xmlChar *)usual_prefix(ns) : NULL;
    xmlNode *root = xmlDocGetRootElement(node->doc);

    if (!prefix || xmlStrEqual(ns->prefix, prefix))
        return NULL;
    xmlNs *there = xmlSearchNs(node->doc, node, prefix);
    if (!there)
        return xmlNewNs(root, ns->href, prefix);
    return xmlStrEqual(there->href, ns->href) ? there : NULL;
}

static gboolean settle(xmlNode *node)
{
    xmlNs *ns = settled(node, node->ns);
    gboolean changed = ns != NULL;

    if (ns)
        node->ns = ns;
    for (xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if ((ns = settled(node, attribute->ns))) {
            attribute->ns = ns;
            changed = TRUE;
        }
    for (xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            changed |= settle(child);
    return changed;
}

gboolean node_settle_prefixes(xmlDoc *document)
{
    return settle(xmlDocGetRootElement(document));
}

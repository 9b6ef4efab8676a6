/* SPDX-License-Identifier: MIT */
#include "external/word/document.h"

#include "external/word/node.h"

/* Whether these properties say that what they belong to is gone once tracked changes are accepted. */
static gboolean is_removed(const xmlNode *properties)
{
    return node_child(properties, "del") || node_child(properties, "moveFrom");
}

/* Without its mark, a paragraph becomes one with the next. */
static gboolean is_joined(const xmlNode *paragraph)
{
    return is_removed(node_child(node_child(paragraph, "pPr"), "rPr"));
}

/* Rows that are gone, and what older programs show: it says the same again. */
static gboolean is_passed_over(const xmlNode *node)
{
    if (node_is(node, "tr"))
        return is_removed(node_child(node, "trPr"));
    return node_is_fallback(node);
}

static gboolean list_remove(xmlNode *paragraph)
{
    xmlNode *list = node_child(node_child(paragraph, "pPr"), "numPr");

    if (list)
        node_remove(list);
    return list != NULL;
}

/* Where the paragraph begins that this one ends. */
static xmlNode *joined_first(xmlNode *paragraph)
{
    for (;;) {
        xmlNode *before = xmlPreviousElementSibling(paragraph);
        if (!before || !node_is(before, "p") || !is_joined(before))
            return paragraph;
        paragraph = before;
    }
}

static void label_insert(xmlNode *paragraph, const char *label)
{
    xmlNode *properties = node_child(paragraph, "pPr");
    xmlNode *run = xmlNewDocNode(paragraph->doc, paragraph->ns, (const xmlChar *)"r", NULL);
    xmlNode *text = xmlNewTextChild(run, paragraph->ns, (const xmlChar *)"t", (const xmlChar *)label);

    if (properties)
        xmlAddNextSibling(properties, run);
    else if (paragraph->children)
        xmlAddPrevSibling(paragraph->children, run);
    else
        xmlAddChild(paragraph, run);
    xmlNodeSetSpacePreserve(text, 1);
}

static gboolean paragraph_number(xmlNode *paragraph, Numbering *numbering)
{
    if (is_joined(paragraph))
        return list_remove(paragraph);
    g_autofree char *label = numbering_count(numbering, node_child(paragraph, "pPr"));
    if (!label)
        return FALSE;
    list_remove(paragraph);
    label_insert(joined_first(paragraph), label);
    return TRUE;
}

/* No deeper than libxml2 lets elements stand in each other. */
static gboolean number_below(xmlNode *parent, Numbering *numbering)
{
    gboolean changed = FALSE;

    for (xmlNode *node = parent->children; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || is_passed_over(node))
            continue;
        if (node_is(node, "p"))
            changed |= paragraph_number(node, numbering);
        changed |= number_below(node, numbering);
    }
    return changed;
}

gboolean document_number(xmlDoc *document, Numbering *numbering)
{
    return number_below(xmlDocGetRootElement(document), numbering);
}

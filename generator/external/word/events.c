/* SPDX-License-Identifier: MIT */
#include "external/word/events.h"

#include <libxml/parser.h>
#include <string.h>

typedef struct {
    const Events *events;
    void *data;
    const GString *into;
    xmlParserCtxt *parser;
    Status status;
} Telling;

/* What libxml hands over of an attribute: its name, prefix, namespace, and where its value begins and ends.
 */
enum { ATTRIBUTE_NAME, ATTRIBUTE_START = 3, ATTRIBUTE_END, ATTRIBUTE_WORDS };

char *attributes_find(const Attributes *attributes, const char *name)
{
    for (int i = 0; i < attributes->count; i++) {
        const xmlChar **item = attributes->items + (gsize)i * ATTRIBUTE_WORDS;
        if (strcmp((const char *)item[ATTRIBUTE_NAME], name) == 0)
            return g_strndup((const char *)item[ATTRIBUTE_START],
                             (gsize)(item[ATTRIBUTE_END] - item[ATTRIBUTE_START]));
    }
    return NULL;
}

static void stop(Telling *telling, Status status)
{
    telling->status = status;
    xmlStopParser(telling->parser);
}

static void look(Telling *telling)
{
    if (telling->into->len > TEXT_MOST)
        stop(telling, STATUS_LARGE);
}

static void element_begins(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                           int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
                           const xmlChar **attributes)
{
    Telling *telling = data;
    const Attributes all = {attributes, n_attributes};

    (void)prefix;
    (void)uri;
    (void)n_namespaces;
    (void)namespaces;
    (void)n_defaulted;
    telling->events->begin(telling->data, (const char *)name, &all);
    look(telling);
}

static void element_ends(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    Telling *telling = data;

    (void)prefix;
    (void)uri;
    telling->events->end(telling->data, (const char *)name);
    look(telling);
}

static void characters(void *data, const xmlChar *text, int length)
{
    Telling *telling = data;

    telling->events->text(telling->data, (const char *)text, (gsize)length);
    look(telling);
}

static void declaration(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    stop(data, STATUS_DAMAGED);
}

static Status status_of(const Telling *telling)
{
    if (telling->status != STATUS_NUMBERED)
        return telling->status;
    if (telling->parser->wellFormed)
        return STATUS_NUMBERED;
    return telling->parser->errNo == XML_ERR_NO_MEMORY ? STATUS_LARGE : STATUS_DAMAGED;
}

Status part_tell(const Part *part, const Events *events, void *data, const GString *into)
{
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = element_begins,
                             .endElementNs = element_ends,
                             .characters = characters,
                             .cdataBlock = characters,
                             .ignorableWhitespace = characters,
                             .internalSubset = declaration};
    Telling telling = {.events = events, .data = data, .into = into};

    telling.parser = xmlCreatePushParserCtxt(&handler, &telling, NULL, 0, NULL);
    if (!telling.parser)
        return STATUS_MACHINE;
    xmlCtxtUseOptions(telling.parser, XML_PARSE_NONET);
    xmlParseChunk(telling.parser, (const char *)part->bytes->data, (int)part->bytes->len, 1);
    const Status status = status_of(&telling);
    xmlFreeParserCtxt(telling.parser);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* Elements and attributes of WordprocessingML (ISO/IEC 29500-1, 17), by namespace: transitional or strict,
 * with any prefix. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

/* Whether it is an element of WordprocessingML with this name. */
gboolean node_is(const xmlNode *node, const char *name);
/* Whether it is what programs show that do not know an extension: mc:Fallback (29500-3, 10.2). */
gboolean node_is_fallback(const xmlNode *node);
/* The first child with this name, or NULL. Of NULL there is none. */
xmlNode *node_child(const xmlNode *parent, const char *name);
/* The next sibling with this name, or NULL. */
xmlNode *node_next(const xmlNode *node, const char *name);
/* An attribute, newly allocated, or NULL. `node` may be NULL. */
char *node_attribute(const xmlNode *node, const char *key);
/* An attribute from 0 on, or `otherwise`. */
int node_number(const xmlNode *node, const char *key, int otherwise);
/* Whether a switch, an element such as w:isLgl that may have a value, is there and on. */
gboolean node_switch(const xmlNode *parent, const char *name);
void node_remove(xmlNode *node);

/* Gives the namespaces of Word documents the prefixes that they have in all examples, which pandoc takes for
 * granted. Whether that changed anything. */
gboolean node_settle_prefixes(xmlDoc *document);

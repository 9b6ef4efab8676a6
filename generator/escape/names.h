/* SPDX-License-Identifier: MIT */
/* Which names of markup mean something for what is escaped in them. */
#pragma once

#include "escape/context.h"

/* Of a name of `length` bytes, in any case; in XML with any prefix. */
Element name_element(const char *name, gsize length, gboolean xml);
/* `element`: the one that the attribute is of. */
Attribute name_attribute(const char *name, gsize length, Element element);
/* What an element with such an attribute is from there on. */
Element name_element_with(Element element, const char *attribute, gsize length);
/* The name of an element whose text only its end tag ends. */
const char *name_of_element(Element element);
/* Whether the name is that word, in any case. */
gboolean name_is(const char *name, gsize length, const char *word);

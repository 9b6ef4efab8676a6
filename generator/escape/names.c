/* SPDX-License-Identifier: MIT */
#include "escape/names.h"

#include <string.h>

/* Most names differ from most words in the first letter: every tag of every text is held to all of them. */
static inline gboolean begins_alike(const char *name, const char *word)
{
    return ((*name ^ *word) & ~0x20) == 0;
}

gboolean name_is(const char *name, gsize length, const char *word)
{
    return length > 0 && begins_alike(name, word) && strlen(word) == length &&
           g_ascii_strncasecmp(name, word, length) == 0;
}

static gboolean name_among(const char *name, gsize length, const char *const *words)
{
    for (; *words; words++)
        if (name_is(name, length, *words))
            return TRUE;
    return FALSE;
}

static const struct {
    const char *name;
    Element element;
} elements[] = {
    {"script", ELEMENT_SCRIPT},
    {"style", ELEMENT_STYLE},
    {"title", ELEMENT_TITLE},
    {"textarea", ELEMENT_TEXTAREA},
    {"xmp", ELEMENT_XMP},
    {"iframe", ELEMENT_IFRAME},
    {"noembed", ELEMENT_NOEMBED},
    {"noframes", ELEMENT_NOFRAMES},
    {"plaintext", ELEMENT_PLAINTEXT},
    {"noscript", ELEMENT_NOSCRIPT},
    {"select", ELEMENT_SELECT},
    {"svg", ELEMENT_SVG},
    {"math", ELEMENT_MATH},
    {"meta", ELEMENT_META},
    {"set", ELEMENT_ANIMATION},
    {"animate", ELEMENT_ANIMATION},
    {"animatemotion", ELEMENT_ANIMATION},
    {"animatetransform", ELEMENT_ANIMATION},
    {"base", ELEMENT_BASE},
    {"link", ELEMENT_LINK},
};

Element name_element(const char *name, gsize length, gboolean xml)
{
    const char *colon = xml ? memchr(name, ':', length) : NULL;

    if (colon) {
        length -= (gsize)(colon + 1 - name);
        name = colon + 1;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
        if (name_is(name, length, elements[i].name))
            return elements[i].element;
    return ELEMENT_OTHER;
}

const char *name_of_element(Element element)
{
    for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
        if (elements[i].element == element)
            return elements[i].name;
    return "";
}

/* Whether the name is `part`, ends in it, or has it as a word between dashes: src, data-src-large, imgsrc,
 * but not srclang. */
static gboolean has_part(const char *name, gsize length, const char *part)
{
    const gsize size = strlen(part);

    for (gsize i = 0; i + size <= length; i++) {
        if (!begins_alike(name + i, part))
            continue;
        const gboolean begins = i == 0 || name[i - 1] == '-' || name[i - 1] == '_';
        const gboolean last = i + size == length;
        const gboolean ends = last || name[i + size] == '-' || name[i + size] == '_';
        if (g_ascii_strncasecmp(name + i, part, size) == 0 && (last || (begins && ends)))
            return TRUE;
    }
    return FALSE;
}

static gboolean has_part_of(const char *name, gsize length, const char *const *parts)
{
    for (; *parts; parts++)
        if (has_part(name, length, *parts))
            return TRUE;
    return FALSE;
}

/* Attributes whose value is an address by the standards of HTML and SVG, and what scripts are used to make
 * such: data-src, posterUrl. */
static gboolean is_url(const char *name, gsize length)
{
    static const char *const names[] = {"action", "archive", "background", "cite",     "classid",  "codebase",
                                        "data",   "icon",    "formaction", "longdesc", "manifest", "ping",
                                        "poster", "profile", "usemap",     "xmlns",    "xml:base", NULL};
    static const char *const parts[] = {"src", "href", "url", "uri", NULL};

    return has_part_of(name, length, parts) || name_among(name, length, names) ||
           (length > 6 && g_ascii_strncasecmp(name, "xmlns:", 6) == 0);
}

/* Those that decide what the rest of a tag means, or how a browser reads what is in the element. */
static gboolean decides(const char *name, gsize length, Element element)
{
    static const char *const names[] = {"attributename",  "sandbox",  "allow",
                                        "shadowrootmode", "encoding", NULL};
    static const char *const of_script[] = {"type", "language", "nomodule", NULL};

    if (element == ELEMENT_SCRIPT && name_among(name, length, of_script))
        return TRUE;
    if (element == ELEMENT_LINK && name_is(name, length, "rel"))
        return TRUE;
    return name_among(name, length, names);
}

static gboolean moves(const char *name, gsize length)
{
    static const char *const names[] = {"to", "from", "by", NULL};

    return name_among(name, length, names);
}

/* A style sheet of another host can do to a page what a script can do to its looks. */
static Attribute url_of(Element element)
{
    const gboolean code = element == ELEMENT_SCRIPT || element == ELEMENT_BASE || element == ELEMENT_LINK;

    return code ? ATTRIBUTE_URL_OF_CODE : ATTRIBUTE_URL;
}

static gboolean is_event(const char *name, gsize length)
{
    return length > 2 && g_ascii_strncasecmp(name, "on", 2) == 0;
}

/* What stands before a colon is no part of the meaning: xlink:href. */
static const char *name_core(const char *name, gsize *length)
{
    const char *colon = memchr(name, ':', *length);
    const char *core = colon ? colon + 1 : name;

    *length -= (gsize)(core - name);
    return core;
}

static Attribute attribute_of(const char *name, gsize length, Element element)
{
    static const char *const lists[] = {"srcset", NULL};

    if (is_event(name, length))
        return ATTRIBUTE_EVENT;
    if (name_is(name, length, "style"))
        return ATTRIBUTE_STYLE;
    if (has_part_of(name, length, lists))
        return ATTRIBUTE_SRCSET;
    if (name_is(name, length, "srcdoc"))
        return ATTRIBUTE_DOCUMENT;
    if (name_is(name, length, "http-equiv"))
        return ATTRIBUTE_HTTP_EQUIV;
    if (decides(name, length, element))
        return ATTRIBUTE_MEANING;
    if (element == ELEMENT_ANIMATION && name_is(name, length, "values"))
        return ATTRIBUTE_URL_LIST;
    if (element == ELEMENT_ANIMATION && moves(name, length))
        return ATTRIBUTE_URL;
    if (name_is(name, length, "content") && (element == ELEMENT_META || element == ELEMENT_META_HTTP))
        return ATTRIBUTE_META_CONTENT;
    return is_url(name, length) ? url_of(element) : ATTRIBUTE_PLAIN;
}

Attribute name_attribute(const char *name, gsize length, Element element)
{
    const Attribute attribute = attribute_of(name, length, element);

    if (attribute != ATTRIBUTE_PLAIN)
        return attribute;
    const char *core = name_core(name, &length);
    return core == name ? ATTRIBUTE_PLAIN : attribute_of(core, length, element);
}

Element name_element_with(Element element, const char *attribute, gsize length)
{
    static const char *const names[] = {"name", "property", "itemprop", NULL};

    if (element == ELEMENT_META && name_among(attribute, length, names))
        return ELEMENT_META_NAMED;
    if (element == ELEMENT_META && name_is(attribute, length, "http-equiv"))
        return ELEMENT_META_HTTP;
    return element;
}

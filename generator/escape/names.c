/* SPDX-License-Identifier: MIT */
#include "escape/names.h"

#include <string.h>

gboolean name_is(const char *name, gsize length, const char *word)
{
    return strlen(word) == length && g_ascii_strncasecmp(name, word, length) == 0;
}

static gboolean name_holds(const char *name, gsize length, const char *word)
{
    const gsize size = strlen(word);

    for (gsize i = 0; i + size <= length; i++)
        if (g_ascii_strncasecmp(name + i, word, size) == 0)
            return TRUE;
    return FALSE;
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
};

Element name_element(const char *name, gsize length)
{
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

/* Attributes whose value is an address by the standards of HTML and SVG. Names that hold one of the parts are
 * taken for addresses as well (data-src, posterUrl): scripts make them such. */
static gboolean is_url(const char *name, gsize length)
{
    static const char *const names[] = {"action", "archive", "background", "cite",     "classid",  "codebase",
                                        "data",   "icon",    "formaction", "longdesc", "manifest", "ping",
                                        "poster", "profile", "usemap",     "xmlns",    NULL};
    static const char *const parts[] = {"src", "href", "url", "uri"};

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (name_holds(name, length, parts[i]))
            return TRUE;
    return name_among(name, length, names);
}

/* Those that decide what the rest of a tag means. */
static gboolean decides(const char *name, gsize length, Element element)
{
    static const char *const of_script[] = {"type", "language", "nomodule", NULL};

    if (element == ELEMENT_SCRIPT && name_among(name, length, of_script))
        return TRUE;
    return name_is(name, length, "attributename") || name_is(name, length, "sandbox");
}

static gboolean moves(const char *name, gsize length)
{
    static const char *const names[] = {"to", "from", "by", "values", NULL};

    return name_among(name, length, names);
}

static Attribute url_of(Element element)
{
    return element == ELEMENT_SCRIPT || element == ELEMENT_BASE ? ATTRIBUTE_URL_OF_CODE : ATTRIBUTE_URL;
}

/* "data-" and what stands before a colon are no part of the meaning: data-src, xlink:href. */
static const char *name_core(const char *name, gsize *length)
{
    const char *colon = memchr(name, ':', *length);
    const char *core = colon ? colon + 1 : name;

    *length -= (gsize)(core - name);
    if (*length > 5 && g_ascii_strncasecmp(core, "data-", 5) == 0) {
        core += 5;
        *length -= 5;
    }
    return core;
}

Attribute name_attribute(const char *name, gsize length, Element element)
{
    if (length > 2 && g_ascii_strncasecmp(name, "on", 2) == 0)
        return ATTRIBUTE_EVENT;
    const char *core = name_core(name, &length);
    if (length > 2 && g_ascii_strncasecmp(core, "on", 2) == 0)
        return ATTRIBUTE_EVENT;
    if (name_is(core, length, "style"))
        return ATTRIBUTE_STYLE;
    if (name_is(core, length, "srcset") || name_is(core, length, "imagesrcset"))
        return ATTRIBUTE_SRCSET;
    if (name_is(core, length, "srcdoc"))
        return ATTRIBUTE_DOCUMENT;
    if (name_is(core, length, "http-equiv"))
        return ATTRIBUTE_HTTP_EQUIV;
    if (decides(core, length, element))
        return ATTRIBUTE_MEANING;
    if (element == ELEMENT_ANIMATION && moves(core, length))
        return ATTRIBUTE_URL;
    if (name_is(core, length, "content") && (element == ELEMENT_META || element == ELEMENT_META_HTTP))
        return ATTRIBUTE_META_CONTENT;
    return is_url(core, length) ? url_of(element) : ATTRIBUTE_PLAIN;
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

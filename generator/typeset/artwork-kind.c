/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-kind.h"

#include <string.h>

static const struct {
    const char *element;
    ArtworkUse use;
} uses[] = {
    {"animate", ARTWORK_PASS_OVER},
    {"animateColor", ARTWORK_PASS_OVER},
    {"animateMotion", ARTWORK_PASS_OVER},
    {"animateTransform", ARTWORK_PASS_OVER},
    {"set", ARTWORK_PASS_OVER},
    {"title", ARTWORK_PASS_OVER},
    {"desc", ARTWORK_PASS_OVER},
    {"metadata", ARTWORK_PASS_OVER},
    {"cursor", ARTWORK_PASS_OVER},
    {"view", ARTWORK_PASS_OVER},
    {"text", ARTWORK_TEXT},
    {"tspan", ARTWORK_TEXT},
    {"tref", ARTWORK_STRANGE_TEXT},
    {"textPath", ARTWORK_STRANGE_TEXT},
    {"flowRoot", ARTWORK_STRANGE_TEXT},
    {"font", ARTWORK_PASS_OVER},
    {"font-face", ARTWORK_PASS_OVER},
    {"foreignObject", ARTWORK_REFUSE},
    {"script", ARTWORK_REFUSE},
    {"iframe", ARTWORK_REFUSE},
    {"filter", ARTWORK_FILTER},
    {"video", ARTWORK_REFUSE},
    {"audio", ARTWORK_REFUSE},
    {"canvas", ARTWORK_REFUSE},
};

ArtworkUse artwork_use(const char *element)
{
    for (guint i = 0; i < G_N_ELEMENTS(uses); i++)
        if (strcmp(element, uses[i].element) == 0)
            return uses[i].use;
    return ARTWORK_DRAW;
}

CostKind artwork_kind(const char *element)
{
    static const char *const definitions[] = {"defs",     "symbol", "pattern", "marker",
                                              "clipPath", "mask",   NULL};
    static const char *const colours[] = {"linearGradient", "radialGradient", "stop", "solidColor", NULL};

    if (g_strv_contains(definitions, element))
        return COST_DEFINITION;
    return g_strv_contains(colours, element) ? COST_FREE : COST_DRAWN;
}

CostReference artwork_reference(const char *property)
{
    if (g_ascii_strncasecmp(property, "marker", strlen("marker")) == 0)
        return COST_MARKER;
    if (g_ascii_strcasecmp(property, "fill") == 0 || g_ascii_strcasecmp(property, "stroke") == 0)
        return COST_PAINT;
    if (g_ascii_strcasecmp(property, "opacity") == 0 || g_ascii_strcasecmp(property, "mix-blend-mode") == 0)
        return COST_GROUP;
    if (g_ascii_strcasecmp(property, "mask") == 0)
        return COST_SURFACE;
    return COST_USE;
}

gboolean artwork_is_own_attribute(const char *name)
{
    /* What depends on the machine's language, what is not for paper, and what is ours. */
    static const char *const others[] = {"systemLanguage", "lang", "xmlns", "src", "data-sheet", NULL};

    if (g_str_has_prefix(name, "xmlns:") || g_str_has_prefix(name, "xml:"))
        return FALSE;
    return !g_strv_contains(others, name) && !g_str_has_prefix(name, "on");
}

gboolean artwork_is_text_attribute(const char *name)
{
    return strcmp(name, "xml:lang") == 0 || strcmp(name, "xml:space") == 0;
}

gboolean artwork_holds_picture(const char *element)
{
    return strcmp(element, "image") == 0;
}

gboolean artwork_is_picture(const char *head, gsize length)
{
    static const char *const kinds[] = {"data:image/png;", "data:image/jpeg;", "data:image/jpg;"};
    const gsize base = strlen("base64");

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (length >= strlen(kinds[i]) + base && g_ascii_strncasecmp(head, kinds[i], strlen(kinds[i])) == 0)
            return g_ascii_strncasecmp(head + length - base, "base64", base) == 0;
    return FALSE;
}

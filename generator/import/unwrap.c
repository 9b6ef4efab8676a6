/* SPDX-License-Identifier: MIT */
#include "import/unwrap.h"

#include <glib.h>
#include <string.h>

#define BOX "<w:txbxContent>"
#define BOX_END "</w:txbxContent>"
#define READING "<w:rt>"
#define READING_END "</w:rt>"
#define ART_TEXT " string=\""

typedef struct {
    GString *into, *held; /* held: what boxes of the paragraph at hand had */
    gboolean fallback;
} Unwrap;

/* A run cannot stand in a run. */
static const struct {
    const char *name, *open, *close;
} wrappers[] = {
    {"w:customXml", "", ""},
    {"w:fldSimple", "", ""},
    {"w:bdo", "", ""},
    {"w:dir", "", ""},
    {"w:rubyBase", "", ""},
    {"w:rt", "", ""},
    {"w:ruby", "</w:r>", "<w:r>"},
};

/* What is to stand instead of the tag at `tag`, or NULL. */
static const char *instead_of(const char *tag)
{
    const gboolean closes = tag[1] == '/';
    const char *name = tag + (closes ? 2 : 1);

    for (guint i = 0; i < G_N_ELEMENTS(wrappers); i++) {
        const gsize length = strlen(wrappers[i].name);
        if (strncmp(name, wrappers[i].name, length) == 0 && name[length] && strchr(" />\t\r\n", name[length]))
            return closes ? wrappers[i].close : wrappers[i].open;
    }
    return NULL;
}

/* The closing tag `close` behind `tag`. Where there is none, the document is damaged, and all the rest
 * copied. */
static const char *closing(Unwrap *unwrap, const char *tag, const char *close)
{
    const char *end = strstr(tag, close);

    if (end)
        return end;
    g_string_append(unwrap->into, tag);
    return tag + strlen(tag);
}

/* The box at `tag` is emptied. */
static const char *box_take(Unwrap *unwrap, const char *tag)
{
    const char *inside = tag + strlen(BOX), *end = closing(unwrap, tag, BOX_END);

    if (!*end)
        return end;
    g_string_append(unwrap->into, BOX);
    if (!unwrap->fallback)
        g_string_append_len(unwrap->held, inside, end - inside);
    return end;
}

/* WordArt has its text as an attribute. */
static const char *art_take(Unwrap *unwrap, const char *tag, const char *end)
{
    const char *text = g_strstr_len(tag, end - tag, ART_TEXT);
    const char *quote =
        text ? memchr(text + strlen(ART_TEXT), '"', (gsize)(end - text) - strlen(ART_TEXT)) : NULL;

    if (quote && !unwrap->fallback)
        g_string_append_printf(unwrap->held, "<w:p><w:r><w:t>%.*s</w:t></w:r></w:p>",
                               (int)(quote - text - (gssize)strlen(ART_TEXT)), text + strlen(ART_TEXT));
    g_string_append_len(unwrap->into, tag, end - tag);
    return end;
}

static const char *tag_copy(Unwrap *unwrap, const char *tag, const char *end)
{
    if (g_str_has_prefix(tag, "<mc:Fallback") || g_str_has_prefix(tag, "</mc:Fallback"))
        unwrap->fallback = tag[1] != '/';
    g_string_append_len(unwrap->into, tag, end - tag);
    if (g_str_has_prefix(tag, "</w:p>")) {
        g_string_append_len(unwrap->into, unwrap->held->str, (gssize)unwrap->held->len);
        g_string_truncate(unwrap->held, 0);
    }
    return end;
}

/* Takes the tag up to `end`; returns where to go on. */
static const char *tag_take(Unwrap *unwrap, const char *tag, const char *end)
{
    const char *instead = instead_of(tag);

    if (g_str_has_prefix(tag, BOX))
        return box_take(unwrap, tag);
    if (g_str_has_prefix(tag, READING))
        return closing(unwrap, tag, READING_END);
    if (g_str_has_prefix(tag, "<v:textpath"))
        return art_take(unwrap, tag, end);
    if (!instead)
        return tag_copy(unwrap, tag, end);
    g_string_append(unwrap->into, instead);
    return end;
}

char *unwrap_document(const char *xml)
{
    Unwrap unwrap = {g_string_sized_new(strlen(xml)), g_string_new(NULL), FALSE};
    const char *tag, *end;

    for (; (tag = strchr(xml, '<')) && (end = strchr(tag, '>'));) {
        g_string_append_len(unwrap.into, xml, tag - xml);
        xml = tag_take(&unwrap, tag, end + 1);
    }
    g_string_append(unwrap.into, xml);
    g_string_free(unwrap.held, TRUE);
    return g_string_free(unwrap.into, FALSE);
}

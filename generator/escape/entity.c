/* SPDX-License-Identifier: MIT */
#include "escape/entity.h"

static const char *entity_of(guchar c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return "";
    }
}

/* Control characters that XML 1.0 does not allow are left out, and so is DEL. */
static gboolean is_special(guchar c)
{
    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    return c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' || c == 0x7f;
}

/* U+FFFE and U+FFFF, which XML 1.0 does not allow either. */
static gboolean is_no_character(const char *text, gsize rest)
{
    return rest >= 3 && (guchar)text[0] == 0xef && (guchar)text[1] == 0xbf && (guchar)text[2] >= 0xbe;
}

void entity_append(GString *out, const char *text, gsize length)
{
    gsize start = 0;

    for (gsize i = 0; i < length; i++) {
        const gboolean none = (guchar)text[i] == 0xef && is_no_character(text + i, length - i);
        if (!none && !is_special((guchar)text[i]))
            continue;
        g_string_append_len(out, text + start, (gssize)(i - start));
        g_string_append(out, entity_of((guchar)text[i]));
        i += none ? 2 : 0;
        start = i + 1;
    }
    g_string_append_len(out, text + start, (gssize)(length - start));
}

void entity_append_xml(GString *out, const char *text, gsize length)
{
    gsize brackets = 0;

    while (brackets < length && text[length - 1 - brackets] == ']')
        brackets++;
    entity_append(out, text, length - brackets);
    while (brackets-- > 0)
        g_string_append(out, "&#93;");
}

void entity_append_cdata(GString *out, const char *text, gsize length, guint brackets)
{
    gsize last = length;

    while (last > 0 && text[last - 1] == ']')
        last--;
    for (gsize i = 0; i < length; i++) {
        const guchar c = (guchar)text[i];
        if (is_no_character(text + i, length - i))
            i += 2;
        else if ((c == '>' && brackets >= 2) || i >= last)
            g_string_append_printf(out, "]]>%s<![CDATA[", c == '>' ? "&gt;" : "&#93;");
        else if (c >= 0x20 ? c != 0x7f : !is_special(c))
            g_string_append_c(out, (char)c);
        brackets = c == ']' ? brackets + 1 : 0;
    }
}

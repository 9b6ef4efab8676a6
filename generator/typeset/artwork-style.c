/* SPDX-License-Identifier: MIT */
#include "typeset/artwork-style.h"

#include <string.h>

/* The end of a quoted string or of a bracketed piece that begins at `at`; one further for anything else. */
static const char *piece_end(const char *at, const char *end)
{
    const char close = *at == '(' ? ')' : *at;
    const char *found = strchr("\"'(", *at) ? memchr(at + 1, close, (gsize)(end - at - 1)) : at;

    return found ? found + 1 : end;
}

/* The first of `stops` that stands neither in quotes nor in brackets; `end` if there is none. */
static const char *find_outside(const char *at, const char *end, const char *stops)
{
    while (at < end && !(*at && strchr(stops, *at)))
        at = piece_end(at, end);
    return MIN(at, end);
}

static char *trimmed(const char *start, const char *end)
{
    return g_strstrip(g_strndup(start, (gsize)(end - start)));
}

void style_declarations(const char *text, gsize length, StyleDeclaration each, gpointer data)
{
    const char *const end = text + length;

    for (const char *at = text; at < end;) {
        const char *stop = find_outside(at, end, ";");
        const char *colon = memchr(at, ':', (gsize)(stop - at));
        if (colon) {
            g_autofree char *property = trimmed(at, colon);
            g_autofree char *value = trimmed(colon + 1, stop);
            each(property, value, data);
        }
        at = stop + 1;
    }
}

/* The end of a block whose brace stands at `at`, with all that are in it. */
static const char *block_end(const char *at, const char *end)
{
    guint depth = 0;

    do {
        at = find_outside(at, end, "{}");
        if (at < end)
            depth = *at == '{' ? depth + 1 : depth - 1;
        at = MIN(at + 1, end);
    } while (at < end && depth > 0);
    return at;
}

gboolean style_rules(const char *text, StyleRule each, gpointer data)
{
    const char *const end = text + strlen(text);

    for (const char *at = text; at < end;) {
        const char *open = find_outside(at, end, "{;");
        g_autofree char *selectors = trimmed(at, open);
        if (open < end && *open == ';') {
            if (g_ascii_strncasecmp(selectors, "@import", strlen("@import")) == 0)
                return FALSE;
            at = open + 1;
            continue;
        }
        const char *close = open < end ? block_end(open, end) : end;
        if (g_ascii_strncasecmp(selectors, "@import", strlen("@import")) == 0)
            return FALSE;
        if (open < end && *selectors && *selectors != '@')
            each(selectors, open + 1, (gsize)(close - open - 1) - (close[-1] == '}'), data);
        at = close;
    }
    return TRUE;
}

char *style_uncomment(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *open; (open = strstr(text, "/*"));) {
        const char *close = strstr(open + 2, "*/");
        g_string_append_len(out, text, open - text);
        g_string_append_c(out, ' ');
        text = close ? close + 2 : open + strlen(open);
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}

gboolean style_references(const char *value, StyleReference each, gpointer data)
{
    if (strchr(value, '\\'))
        return FALSE;
    for (const char *at = value; (at = strchr(at, '('));) {
        const char *start = at + 1 + strspn(at + 1, " \t\r\n\"'");
        const gboolean url = at - value >= 3 && g_ascii_strncasecmp(at - 3, "url", 3) == 0;
        const char *end = start + strcspn(start, " \t\r\n\"')");
        at++;
        if (!url)
            continue;
        if (*start != '#')
            return FALSE;
        g_autofree char *id = g_strndup(start + 1, (gsize)(end - start - 1));
        each(id, data);
        at = end;
    }
    return TRUE;
}

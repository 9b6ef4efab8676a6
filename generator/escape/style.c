/* SPDX-License-Identifier: MIT */
#include "escape/style.h"

#include "escape/address.h"

#include <string.h>

/* What stands in the place of a value that is refused: it makes the declaration have no effect. */
#define UNSAFE "unset"

static StyleState code_step(StyleState state, char c)
{
    const char letter = g_ascii_tolower(c);

    switch (c) {
    case '"': return STYLE_DOUBLE;
    case '\'': return STYLE_SINGLE;
    case '/': return STYLE_SLASH;
    case '@': return STYLE_AT;
    case '\\': return STYLE_UNCLEAR; /* an escaped letter: u\72l( is url( */
    case '(': return state == STYLE_URL ? STYLE_URL_START : state == STYLE_VALUE ? STYLE_UNCLEAR : STYLE_CODE;
    default: break;
    }
    if (state == STYLE_VALUE && (g_ascii_isalnum(c) || c == '-' || c == '_' || (guchar)c >= 0x80))
        return STYLE_VALUE;
    if (letter == 'u')
        return STYLE_U;
    if (letter == 'r' && state == STYLE_U)
        return STYLE_UR;
    return letter == 'l' && state == STYLE_UR ? STYLE_URL : STYLE_CODE;
}

static StyleState string_step(StyleState state, char c)
{
    if (c == '\\')
        return state + 1;
    if (c == '\n' || c == '\r' || c == '\f')
        return STYLE_UNCLEAR;
    return c == (state == STYLE_DOUBLE ? '"' : '\'') ? STYLE_CODE : state;
}

/* The address of an @import is code. */
static StyleState import_step(char c)
{
    switch (c) {
    case ';': return STYLE_CODE;
    case '"': return STYLE_IMPORT_DOUBLE;
    case '\'': return STYLE_IMPORT_SINGLE;
    case '\\': return STYLE_UNCLEAR;
    default: return STYLE_IMPORT;
    }
}

static StyleState import_string_step(StyleState state, char quote, char c)
{
    if (c == '\\' || c == '\n')
        return STYLE_UNCLEAR;
    return c == quote ? STYLE_IMPORT : state;
}

static StyleState url_start_step(Where *at, char c)
{
    if (is_space(c))
        return STYLE_URL_START;
    at->url = URL_START;
    return c == '"' ? STYLE_URL_DOUBLE : c == '\'' ? STYLE_URL_SINGLE : STYLE_URL_UNQUOTED;
}

static gboolean ends_url(StyleState state, char c)
{
    return c == (state == STYLE_URL_UNQUOTED ? ')' : state == STYLE_URL_DOUBLE ? '"' : '\'');
}

/* Browsers read on from a broken address in ways of their own. */
static gboolean breaks_url(StyleState state, char c)
{
    if (c == '\\' || c == '\n' || c == '\r' || c == '\f' || c == '<')
        return TRUE;
    return state == STYLE_URL_UNQUOTED && (c == '"' || c == '\'' || c == '(');
}

static gboolean url_step(Where *at, char c)
{
    if (at->inner == STYLE_URL_START) {
        at->inner = (guint8)url_start_step(at, c);
        if (at->inner != STYLE_URL_UNQUOTED)
            return TRUE;
    }
    if (ends_url(at->inner, c)) {
        at->inner = STYLE_CODE;
        return TRUE;
    }
    if (breaks_url(at->inner, c)) {
        at->inner = STYLE_UNCLEAR;
        return TRUE;
    }
    return address_step(at, c);
}

gboolean style_step(Where *at, char c)
{
    StyleState state = at->inner;

    switch (state) {
    case STYLE_DOUBLE:
    case STYLE_SINGLE: state = string_step(state, c); break;
    case STYLE_DOUBLE_ESCAPE:
    case STYLE_SINGLE_ESCAPE: state = c == '\r' ? STYLE_UNCLEAR : state - 1; break;
    case STYLE_SLASH: state = c == '*' ? STYLE_COMMENT : code_step(STYLE_CODE, c); break;
    case STYLE_COMMENT: state = c == '*' ? STYLE_COMMENT_STAR : state; break;
    case STYLE_COMMENT_STAR: state = c == '/' ? STYLE_CODE : c == '*' ? state : STYLE_COMMENT; break;
    case STYLE_AT: state = c == 'i' || c == 'I' ? STYLE_IMPORT : code_step(STYLE_CODE, c); break;
    case STYLE_IMPORT: state = import_step(c); break;
    case STYLE_IMPORT_DOUBLE: state = import_string_step(STYLE_IMPORT_DOUBLE, '"', c); break;
    case STYLE_IMPORT_SINGLE: state = import_string_step(STYLE_IMPORT_SINGLE, '\'', c); break;
    case STYLE_URL_START:
    case STYLE_URL_UNQUOTED:
    case STYLE_URL_DOUBLE:
    case STYLE_URL_SINGLE: return url_step(at, c);
    case STYLE_UNCLEAR: return TRUE;
    default: state = code_step(state, c);
    }
    at->inner = (guint8)state;
    return TRUE;
}

gboolean style_takes_value(Where at)
{
    switch ((StyleState)at.inner) {
    case STYLE_AT:
    case STYLE_IMPORT:
    case STYLE_IMPORT_DOUBLE:
    case STYLE_IMPORT_SINGLE:
    case STYLE_DOUBLE_ESCAPE:
    case STYLE_SINGLE_ESCAPE:
    case STYLE_UNCLEAR: return FALSE;
    case STYLE_URL_UNQUOTED:
    case STYLE_URL_DOUBLE:
    case STYLE_URL_SINGLE: return address_takes_value(at);
    default: return TRUE;
    }
}

/* Functions of colours and numbers, which load nothing. */
static gboolean is_harmless_function(const char *name, gsize length)
{
    static const char *const names[] = {"rgb",   "rgba", "hsl", "hsla", "hwb",   "lab", "lch", "oklab",
                                        "oklch", "calc", "min", "max",  "clamp", "var", NULL};

    for (const char *const *known = names; *known; known++)
        if (strlen(*known) == length && g_ascii_strncasecmp(name, *known, length) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_between_values(char c)
{
    return c == ' ' || g_ascii_isdigit(c);
}

/* A sign that means a calculation or a ratio between two values, and a comment beside another sign. */
static gboolean is_sign(const char *text, gsize i, gsize length, guint depth)
{
    return (text[i] == '/' || (text[i] == '*' && depth > 0)) && i > 0 && i + 1 < length &&
           is_between_values(text[i - 1]) && is_between_values(text[i + 1]);
}

static gboolean is_plain_byte(const char *text, gsize i, gsize length)
{
    const char c = text[i];
    const gboolean dashes = c == '-' && i + 1 < length && text[i + 1] == '-';
    const gboolean property = dashes && i >= 4 && g_ascii_strncasecmp(text + i - 4, "var(", 4) == 0;

    return c && (!dashes || property) && (g_ascii_isalnum(c) || (guchar)c >= 0x80 || strchr(" .,#%+_-", c));
}

/* Words, numbers, colours and lists of them: nothing that opens, closes or begins anything else. */
static gboolean is_plain(const char *text, gsize length)
{
    gsize word = 0;
    guint depth = 0;

    for (gsize i = 0; i < length; i++) {
        if (text[i] == '(' && is_harmless_function(text + word, i - word))
            depth++;
        else if (text[i] == ')' && depth > 0)
            depth--;
        else if (!is_plain_byte(text, i, length) && !is_sign(text, i, length, depth))
            return FALSE;
        if (!g_ascii_isalnum(text[i]))
            word = i + 1;
    }
    return depth == 0;
}

static void append_string(GString *out, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        const char c = text[i];
        if (g_ascii_isalnum(c) || (guchar)c >= 0x80 || c == ' ')
            g_string_append_c(out, c);
        else
            g_string_append_printf(out, "\\%x ", (guchar)c);
    }
}

gboolean style_append(GString *out, Where *at, const char *text, gsize length)
{
    switch ((StyleState)at->inner) {
    case STYLE_COMMENT:
    case STYLE_COMMENT_STAR: return TRUE;
    case STYLE_DOUBLE:
    case STYLE_SINGLE: append_string(out, text, length); return TRUE;
    case STYLE_URL_START:
        at->inner = STYLE_URL_UNQUOTED;
        at->url = URL_START;
        break;
    case STYLE_URL_UNQUOTED:
    case STYLE_URL_DOUBLE:
    case STYLE_URL_SINGLE: break;
    default: {
        const gboolean plain = is_plain(text, length);
        g_string_append_len(out, plain ? text : UNSAFE, plain ? (gssize)length : -1);
        at->inner = STYLE_VALUE;
        return plain;
    }
    }
    return address_append(out, at, text, length, AMPERSAND_STYLE, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "escape/script.h"

#include "text/json.h"

#include <string.h>

/*
 * The lexical grammar of ECMAScript as far as it can be followed without a parser: strings and comments. What
 * only a parser can tell apart (a division from a regular expression), template strings and the comments of
 * HTML (ECMA-262, B.1.1) make the rest of the script unclear, which harms only if a value stands there.
 */
static ScriptState code_step(char c)
{
    switch (c) {
    case '"': return SCRIPT_DOUBLE;
    case '\'': return SCRIPT_SINGLE;
    case '/': return SCRIPT_SLASH;
    case '-': return SCRIPT_DASH;
    case '#': return SCRIPT_HASH;
    case '!': return SCRIPT_BANG;
    case '`':
    case '\\': return SCRIPT_UNCLEAR;
    default: return SCRIPT_CODE;
    }
}

static ScriptState string_step(ScriptState state, char c)
{
    if (c == '\\')
        return state + 1;
    if (c == '\n' || c == '\r')
        return SCRIPT_UNCLEAR;
    return c == (state == SCRIPT_DOUBLE ? '"' : '\'') ? SCRIPT_CODE : state;
}

/* Ends at LF, CR, U+2028 and U+2029 (E2 80 A8, E2 80 A9). */
static ScriptState comment_step(ScriptState state, char c)
{
    const guchar byte = (guchar)c;

    if (c == '\n' || c == '\r')
        return SCRIPT_CODE;
    if (byte == 0xe2)
        return SCRIPT_LINE_COMMENT_E2;
    if (state == SCRIPT_LINE_COMMENT_E2 && byte == 0x80)
        return SCRIPT_LINE_COMMENT_80;
    if (state == SCRIPT_LINE_COMMENT_80 && (byte == 0xa8 || byte == 0xa9))
        return SCRIPT_CODE;
    return SCRIPT_LINE_COMMENT;
}

ScriptState script_step(ScriptState state, char c)
{
    switch (state) {
    case SCRIPT_CODE: return code_step(c);
    case SCRIPT_SLASH:
        return c == '/' ? SCRIPT_LINE_COMMENT : c == '*' ? SCRIPT_BLOCK_COMMENT : SCRIPT_UNCLEAR;
    case SCRIPT_DASH: return c == '-' ? SCRIPT_DASH_DASH : code_step(c);
    case SCRIPT_DASH_DASH: return c == '-' ? state : c == '>' ? SCRIPT_UNCLEAR : code_step(c);
    case SCRIPT_BANG: return c == '-' ? SCRIPT_BANG_DASH : code_step(c);
    case SCRIPT_BANG_DASH: return c == '-' ? SCRIPT_UNCLEAR : code_step(c);
    case SCRIPT_HASH: return c == '!' ? SCRIPT_UNCLEAR : code_step(c);
    case SCRIPT_DOUBLE:
    case SCRIPT_SINGLE: return string_step(state, c);
    case SCRIPT_DOUBLE_ESCAPE:
    case SCRIPT_SINGLE_ESCAPE: return c == '\r' ? SCRIPT_UNCLEAR : state - 1;
    case SCRIPT_LINE_COMMENT:
    case SCRIPT_LINE_COMMENT_E2:
    case SCRIPT_LINE_COMMENT_80: return comment_step(state, c);
    case SCRIPT_BLOCK_COMMENT: return c == '*' ? SCRIPT_BLOCK_COMMENT_STAR : state;
    case SCRIPT_BLOCK_COMMENT_STAR: return c == '/' ? SCRIPT_CODE : c == '*' ? state : SCRIPT_BLOCK_COMMENT;
    default: return SCRIPT_UNCLEAR;
    }
}

gboolean script_takes_value(ScriptState state)
{
    switch (state) {
    case SCRIPT_SLASH:
    case SCRIPT_HASH:
    case SCRIPT_DOUBLE_ESCAPE:
    case SCRIPT_SINGLE_ESCAPE:
    case SCRIPT_UNCLEAR: return FALSE;
    default: return TRUE;
    }
}

/* What could end a string, a script, a comment or a CDATA section, or begin one; braces, because JSX reads
 * code in them. */
static gboolean is_special(guchar c)
{
    switch (c) {
    case '"':
    case '\'':
    case '\\':
    case '<':
    case '>':
    case '&':
    case '`':
    case '$':
    case '/':
    case '-':
    case '=':
    case '+':
    case '!':
    case ']':
    case '{':
    case '}':
    case 0x7f: return TRUE;
    default: return c < 0x20;
    }
}

/* U+2028 and U+2029 end lines in old JavaScript. */
static gboolean is_line_end(const char *text, gsize rest)
{
    return rest >= 3 && (guchar)text[0] == 0xe2 && (guchar)text[1] == 0x80 && ((guchar)text[2] | 1) == 0xa9;
}

/* "\\u0026": there are so many in addresses that printf() shows. */
static void append_escape(GString *out, guint character)
{
    static const char digits[] = "0123456789abcdef";
    const char escape[] = {'\\',
                           'u',
                           digits[character >> 12 & 15],
                           digits[character >> 8 & 15],
                           digits[character >> 4 & 15],
                           digits[character & 15]};

    g_string_append_len(out, escape, sizeof escape);
}

static void append_string(GString *out, const char *text, gsize length)
{
    gsize start = 0;

    for (gsize i = 0; i < length; i++) {
        const gboolean line_end = (guchar)text[i] == 0xe2 && is_line_end(text + i, length - i);
        if (!line_end && !is_special((guchar)text[i]))
            continue;
        g_string_append_len(out, text + start, (gssize)(i - start));
        if (line_end)
            append_escape(out, 0x2000 | ((guchar)text[i + 2] & 0x3f));
        else
            append_escape(out, (guchar)text[i]);
        i += line_end ? 2 : 0;
        start = i + 1;
    }
    g_string_append_len(out, text + start, (gssize)(length - start));
}

void escape_append_json(GString *out, const char *text, gsize length)
{
    g_string_append_c(out, '"');
    append_string(out, text, length);
    g_string_append_c(out, '"');
}

/* A literal must not run into what stands before it: 1-{{ -1 }}. */
static void append_literal(GString *out, const EscapeValue *value)
{
    if (value->length > 0 && value->text[0] == '-')
        g_string_append_c(out, ' ');
    g_string_append_len(out, value->text, (gssize)value->length);
}

void script_append(GString *out, ScriptState *state, const EscapeValue *value)
{
    switch (*state) {
    case SCRIPT_DOUBLE:
    case SCRIPT_SINGLE: append_string(out, value->text, value->length); return;
    case SCRIPT_CODE:
    case SCRIPT_DASH:
    case SCRIPT_DASH_DASH:
    case SCRIPT_BANG:
    case SCRIPT_BANG_DASH:
        if (value->kind == ESCAPE_LITERAL || value->kind == ESCAPE_SCRIPTED)
            append_literal(out, value);
        else
            escape_append_json(out, value->text, value->length);
        *state = SCRIPT_CODE;
        return;
    default: return; /* comments stay free of values */
    }
}

static void append_json(GString *out, const EscapeValue *value, gboolean in_string)
{
    const gsize start = out->len;

    json_append_string(out, value->text, value->length);
    if (!in_string)
        return;
    g_string_erase(out, (gssize)start, 1);
    g_string_truncate(out, out->len - 1);
}

void script_append_to_file(GString *out, ScriptState *state, const EscapeValue *value)
{
    const gboolean literal = value->kind == ESCAPE_LITERAL || value->kind == ESCAPE_SCRIPTED;

    if (*state == SCRIPT_DOUBLE) {
        append_json(out, value, TRUE);
    } else if (*state == SCRIPT_CODE || *state == SCRIPT_DASH) {
        if (literal)
            g_string_append_len(out, value->text, (gssize)value->length);
        else
            append_json(out, value, FALSE);
        *state = SCRIPT_CODE;
    } else {
        script_append(out, state, value);
    }
}

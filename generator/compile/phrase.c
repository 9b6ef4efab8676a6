/* SPDX-License-Identifier: MIT */
#include "compile/phrase.h"

#include <glib/gi18n.h>
#include <string.h>

#define PARTS_MAX 3

/* Messages of Lua 5.4 and its libraries, each with %s for what differs; the first that fits counts. */
static const char *const messages[] = {
    N_("unexpected symbol near %s"),
    N_("<name> expected near %s"),
    N_("<name> or '...' expected near %s"),
    N_("<name> expected at the end of the mark"),
    N_("'=' or 'in' expected near %s"),
    N_("function arguments expected near %s"),
    N_("hexadecimal digit expected near %s"),
    N_("%s expected at the end of the mark"),
    N_("%s expected near %s"),
    N_("unfinished string near %s"),
    N_("malformed number near %s"),
    N_("invalid escape sequence near %s"),
    N_("syntax error near %s"),
    N_("cannot use '...' outside a vararg function near %s"),
    N_("attempt to assign to const variable %s"),
    N_("unknown attribute %s"),
    N_("break outside loop at line %s"),
    N_("no visible label %s for <goto> at line %s"),
    N_("<goto %s> at line %s jumps into the scope of local %s"),
    N_("label %s already defined on line %s"),
    N_("too many %s (limit is %s) in %s"),
    N_("attempt to divide by zero"),
    N_("attempt to perform 'n%%0'"),
    N_("attempt to perform bitwise operation on a %s value"),
    N_("attempt to perform bitwise operation on a %s value (%s '%s')"),
    N_("number has no integer representation"),
    N_("number (%s '%s') has no integer representation"),
    N_("bad 'for' %s (number expected, got %s)"),
    N_("'for' step is zero"),
    N_("table index is nil"),
    N_("table index is NaN"),
    N_("invalid value (%s) at index %s in table for 'concat'"),
    N_("wrong number of arguments to 'insert'"),
    N_("invalid conversion %s to 'format'"),
    N_("malformed pattern (ends with '%%')"),
    N_("malformed pattern (missing ']')"),
    N_("unfinished capture"),
    N_("invalid pattern capture"),
    N_("invalid capture index %s"),
    N_("invalid use of %s in replacement string"),
    N_("invalid replacement value (a %s)"),
    N_("pattern too complex"),
    N_("resulting string too large"),
    N_("too many results to unpack"),
    N_("'__tostring' must return a string"),
    N_("invalid UTF-8 code"),
    N_("assertion failed!"),
    N_("calling '%s' on bad self (%s)"),
};

/* As above, of arguments. */
static const char *const reasons[] = {
    N_("value expected"),     N_("number has no integer representation"),
    N_("invalid option %s"),  N_("position out of bounds"),
    N_("index out of range"), N_("value out of range"),
    N_("base out of range"),  N_("initial position is a continuation byte"),
    N_("invalid UTF-8 code"),
};

/* How messages call types, where a name comes from, and the parts of a loop. */
static const char *const kinds[] = {
    N_("nil"),     N_("no value"),      N_("boolean"),         N_("number"),        N_("string"),
    N_("table"),   N_("list"),          N_("function"),        N_("date"),          N_("markup"),
    N_("entry"),   N_("page"),          N_("record"),          N_("collection"),    N_("block"),
    N_("site"),    N_("entry or path"), N_("nil or table"),    N_("local"),         N_("global"),
    N_("upvalue"), N_("field"),         N_("method"),          N_("constant"),      N_("initial value"),
    N_("limit"),   N_("step"),          N_("local variables"), N_("main function"),
};

const char *phrase_kind(const char *type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i], type) == 0)
            return _(kinds[i]);
    return type;
}

char *phrase_quote(const char *word)
{
    const gsize length = strlen(word);

    if (length < 2 || word[0] != '\'' || word[length - 1] != '\'')
        return g_strdup(word);
    g_autofree char *bare = g_strndup(word + 1, length - 2);
    return g_strdup_printf(_("'%s'"), bare);
}

/* Takes `text` apart by a format that holds %s and %% only. */
static gboolean parts_find(const char *format, const char *text, char **parts)
{
    guint count = 0;

    while (*format) {
        if (!g_str_has_prefix(format, "%s")) {
            format += g_str_has_prefix(format, "%%");
            if (*format++ != *text++)
                return FALSE;
            continue;
        }
        format += strlen("%s");
        g_autofree char *literal = g_strndup(format, strcspn(format, "%"));
        const char *end = *literal ? strstr(text, literal) : strchr(text, '\0');
        if (!end)
            return FALSE;
        g_autofree char *part = g_strndup(text, (gsize)(end - text));
        parts[count++] = phrase_quote(part);
        text = end;
    }
    return *text == '\0';
}

/* The translation of `text`, if the format fits; else NULL. */
static char *format_apply(const char *format, const char *text)
{
    char *parts[PARTS_MAX] = {0};
    const char *words[PARTS_MAX] = {0};
    char *translated = NULL;
    const gboolean fits = parts_find(format, text, parts);

    for (guint i = 0; i < PARTS_MAX; i++)
        words[i] = parts[i] ? phrase_kind(parts[i]) : NULL;
    if (fits)
        translated = g_strdup_printf(_(format), words[0], words[1], words[2]);
    for (guint i = 0; i < PARTS_MAX; i++)
        g_free(parts[i]);
    return translated;
}

/* By the first format that fits; `text` itself if none does. */
static char *translate(const char *const *formats, gsize count, const char *text)
{
    char *translated = NULL;

    for (gsize i = 0; i < count && !translated; i++)
        translated = format_apply(formats[i], text);
    return translated ? translated : g_strdup(text);
}

char *phrase_lua(const char *words)
{
    return translate(messages, G_N_ELEMENTS(messages), words);
}

char *phrase_argument(const char *why)
{
    char *translated = format_apply(N_("%s expected, got %s"), why);

    if (translated)
        return translated;
    /* What our own functions say is translated as a whole. */
    const char *own = *why ? _(why) : why;
    return own != why ? g_strdup(own) : translate(reasons, G_N_ELEMENTS(reasons), why);
}

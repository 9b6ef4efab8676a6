/* SPDX-License-Identifier: MIT */
#include "compile/code.h"

#include "compile/lexer.h"

#include <string.h>

static gboolean is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

gboolean code_is_name(const char *text)
{
    gsize length = 0;

    while (is_word(text[length]))
        length++;
    return length > 0 && text[length] == '\0' && !g_ascii_isdigit(text[0]);
}

/* The bracket that the closing one at `at` belongs to, or G_MAXSIZE. */
static gsize bracket_open(const char *code, gsize at)
{
    gsize depth = 0;

    for (gsize p = at + 1; p-- > 0;) {
        if (code[p] == ')' || code[p] == ']')
            depth++;
        else if ((code[p] == '(' || code[p] == '[') && --depth == 0)
            return p;
    }
    return G_MAXSIZE;
}

/* Where the expression begins whose last character is at `last`: a name or a closing bracket. */
static gsize chain_start(const char *code, gsize last)
{
    gsize p = last + 1;

    for (;;) {
        while (p > 0 && (code[p - 1] == ')' || code[p - 1] == ']')) {
            const gsize open = bracket_open(code, p - 1);
            if (open == G_MAXSIZE)
                return p;
            p = open;
        }
        while (p > 0 && is_word(code[p - 1]))
            p--;
        const gboolean joined = p > 1 && (code[p - 1] == '.' || code[p - 1] == ':') && code[p - 2] != '.';
        if (!joined)
            return p;
        p--;
    }
}

gboolean code_is_chain(const char *text)
{
    static const char *const constants[] = {"nil", "true", "false", NULL};
    const gsize length = strlen(text);

    if (length == 0 || g_strv_contains(constants, text) || !(g_ascii_isalpha(text[0]) || text[0] == '_'))
        return FALSE;
    return (is_word(text[length - 1]) || strchr(")]", text[length - 1])) &&
           chain_start(text, length - 1) == 0;
}

/* The name that follows ". " or ": " at `p`, newly allocated, or NULL. */
static char *key_at(const char *code, gsize p)
{
    p += strspn(code + p, " \t");
    if ((code[p] != '.' && code[p] != ':') || !(g_ascii_isalpha(code[p + 1]) || code[p + 1] == '_'))
        return NULL;
    const char *start = code + p + 1, *end = start;
    while (is_word(*end))
        end++;
    return g_strndup(start, (gsize)(end - start));
}

/* The next place at or after `p` where `name` ends as a whole word, or a bracket that something is read from;
 * G_MAXSIZE. */
static gsize find_end(const char *code, const char *name, gsize p)
{
    const gsize end = strlen(code), length = strlen(name);

    while (p < end) {
        const gsize after = lua_skip(code, p, end);
        if (after > p) {
            p = after;
            continue;
        }
        if (length == 0 && (code[p] == ')' || code[p] == ']')) {
            g_autofree char *key = key_at(code, p + 1);
            if (key)
                return p + 1;
        } else if (length > 0 && strncmp(code + p, name, length) == 0 && !is_word(code[p + length]) &&
                   (p == 0 || !is_word(code[p - 1]))) {
            return p + length;
        }
        p++;
    }
    return G_MAXSIZE;
}

char *code_expression(const char *code, const char *name, char **key)
{
    g_autofree char *found = NULL;

    *key = NULL;
    for (gsize p = 0; (p = find_end(code, name, p)) != G_MAXSIZE;) {
        const gsize start = chain_start(code, p - 1);
        g_autofree char *one = g_strndup(code + start, p - start);
        g_autofree char *one_key = key_at(code, p);
        if (found && *key && !one_key)
            continue; /* the one that something is read from is meant */
        const gboolean better = found && !*key && one_key;
        if (found && !better && (strcmp(found, one) != 0 || g_strcmp0(*key, one_key) != 0)) {
            g_clear_pointer(key, g_free);
            return NULL;
        }
        if (!found || better) {
            g_free(found);
            g_free(*key);
            found = g_steal_pointer(&one);
            *key = g_steal_pointer(&one_key);
        }
    }
    return g_steal_pointer(&found);
}

char *code_argument(const char *code, const char *function, guint number)
{
    const gsize end = strlen(code), after_name = find_end(code, function, 0);
    gsize depth = 0, start = after_name + 1;

    if (after_name == G_MAXSIZE || code[after_name] != '(' ||
        find_end(code, function, after_name) != G_MAXSIZE)
        return NULL;
    for (gsize p = start; p < end;) {
        const gsize after = lua_skip(code, p, end);
        if (after > p) {
            p = after;
            continue;
        }
        const gboolean ends = depth == 0 && (code[p] == ',' || code[p] == ')');
        if (ends && number == 1)
            return g_strstrip(g_strndup(code + start, p - start));
        if (ends && code[p] == ')')
            return NULL;
        if (ends) {
            number--;
            start = p + 1;
        } else if (strchr("([{", code[p])) {
            depth++;
        } else if (strchr(")]}", code[p]) && depth > 0) {
            depth--;
        }
        p++;
    }
    return NULL;
}

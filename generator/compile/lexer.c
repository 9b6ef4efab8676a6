/* SPDX-License-Identifier: MIT */
#include "compile/lexer.h"

#include <glib/gi18n.h>
#include <string.h>

/* The end of "[[ … ]]", "[=[ … ]=]" at `at`; `at` if there is no long bracket; `end` if it is not closed. */
static gsize skip_long_bracket(const char *text, gsize at, gsize end)
{
    gsize level = 0;
    gsize p = at + 1;

    while (p < end && text[p] == '=')
        p++, level++;
    if (p >= end || text[p] != '[')
        return at;
    for (p++; p + level + 1 < end; p++) {
        if (text[p] != ']' || text[p + level + 1] != ']')
            continue;
        gsize same = 0;
        while (same < level && text[p + 1 + same] == '=')
            same++;
        if (same == level)
            return p + level + 2;
    }
    return end;
}

static gsize skip_string(const char *text, gsize at, gsize end)
{
    const char quote = text[at];

    for (gsize p = at + 1; p < end; p++) {
        if (text[p] == '\\')
            p++;
        else if (text[p] == quote)
            return p + 1;
        else if (text[p] == '\n')
            return p; /* not closed: Lua says so */
    }
    return end;
}

static gboolean starts(const char *text, gsize at, gsize end, const char *what)
{
    const gsize length = strlen(what);
    return end - at >= length && memcmp(text + at, what, length) == 0;
}

static gboolean is_long_comment(const char *text, gsize at, gsize end)
{
    return starts(text, at, end, "--[") && skip_long_bracket(text, at + 2, end) != at + 2;
}

static gboolean is_line_comment(const char *text, gsize at, gsize end)
{
    return starts(text, at, end, "--") && !is_long_comment(text, at, end);
}

gsize lua_skip(const char *text, gsize at, gsize end)
{
    if (text[at] == '"' || text[at] == '\'')
        return skip_string(text, at, end);
    if (text[at] == '[')
        return skip_long_bracket(text, at, end);
    if (is_long_comment(text, at, end))
        return skip_long_bracket(text, at + 2, end);
    return at;
}

char *lua_without_comments(const char *text, gsize start, gsize end)
{
    char *code = g_strndup(text + start, end - start);

    for (gsize p = start; p < end;) {
        gsize stop = p;
        if (is_long_comment(text, p, end))
            stop = skip_long_bracket(text, p + 2, end);
        else if (is_line_comment(text, p, end))
            while (stop < end && text[stop] != '\n')
                stop++;
        for (gsize i = p; i < stop; i++)
            if (text[i] != '\n')
                code[i - start] = ' ';
        if (stop == p)
            stop = lua_skip(text, p, end);
        p = stop > p ? stop : p + 1;
    }
    return code;
}

/*
 * The offset of the closing mark of a print or a statement whose code begins at `at`; `end` if there is none
 * before a statement begins, which no Lua can hold. A line comment ends at the mark, too: whoever writes
 * {{ x -- why }} means it so.
 */
static gsize find_close(const char *text, gsize at, gsize end, const char *mark)
{
    gsize depth = 0;

    for (gboolean comment = FALSE; at < end;) {
        if (starts(text, at, end, mark) && (comment || depth == 0 || mark[0] == '%'))
            return at;
        if (!comment && starts(text, at, end, "{%"))
            return end;
        comment = comment ? text[at] != '\n' : is_line_comment(text, at, end);
        if (comment) {
            at++;
            continue;
        }
        const gsize after = lua_skip(text, at, end);
        if (after > at) {
            at = after;
            continue;
        }
        if (text[at] == '{')
            depth++;
        else if (text[at] == '}' && depth > 0)
            depth--;
        at++;
    }
    return end;
}

static TokenKind kind_of(char c)
{
    return c == '{' ? TOKEN_PRINT : c == '%' ? TOKEN_STATEMENT : TOKEN_COMMENT;
}

static gsize find_open(const char *text, gsize at, gsize length)
{
    for (const char *p; (p = memchr(text + at, '{', length - at)); at = (gsize)(p - text) + 1)
        if (p + 1 < text + length && (p[1] == '{' || p[1] == '%' || p[1] == '#'))
            return (gsize)(p - text);
    return length;
}

static gsize comment_close(const char *text, gsize at, gsize length)
{
    const char *close = g_strstr_len(text + at, (gssize)(length - at), "#}");
    return close ? (gsize)(close - text) : length;
}

/* Whether what would close a mark stands on its line all the same, and before another: then it is within a
 * string or a table. */
static gboolean closes_on_line(const char *text, const Token *token, gsize length)
{
    const char *start = text + token->code;
    const char *end = memchr(start, '\n', length - token->code);
    const gssize size = end ? end - start : (gssize)(length - token->code);

    const char *close = g_strstr_len(start, size, token->kind == TOKEN_PRINT ? "}}" : "%}");
    const char *next = g_strstr_len(start, size, "{%");

    return token->kind != TOKEN_COMMENT && close && (!next || close < next);
}

static gboolean read_mark(const char *text, gsize at, gsize length, Token *token, TemplateError *error)
{
    token->kind = kind_of(text[at + 1]);
    token->start = at;
    token->code = at + 2;
    token->trim_before = token->code < length && text[token->code] == '-';
    if (token->trim_before)
        token->code++;
    if (token->kind == TOKEN_COMMENT)
        token->code_end = comment_close(text, token->code, length);
    else
        token->code_end = find_close(text, token->code, length, token->kind == TOKEN_PRINT ? "}}" : "%}");
    if (token->code_end == length) {
        const gboolean closes = closes_on_line(text, token, length);
        error->offset = at;
        error->message =
            closes ? _("a quote or a brace in this mark is not closed") : _("this mark is not closed");
        error->hint = closes                           ? NULL
                      : token->kind == TOKEN_PRINT     ? _("close it with }}")
                      : token->kind == TOKEN_STATEMENT ? _("close it with %}")
                                                       : _("close it with #}");
        return FALSE;
    }
    token->end = token->code_end + 2;
    token->trim_after = token->code_end > token->code && text[token->code_end - 1] == '-';
    if (token->trim_after)
        token->code_end--;
    return TRUE;
}

static void add_text(GArray *tokens, gsize start, gsize end)
{
    const Token token = {.kind = TOKEN_TEXT, .start = start, .end = end, .print = start, .print_end = end};
    g_array_append_val(tokens, token);
}

static gboolean is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void trim_marked(const char *text, GArray *tokens, guint i)
{
    const Token *mark = &g_array_index(tokens, Token, i);
    Token *before = &g_array_index(tokens, Token, i - 1), *after = &g_array_index(tokens, Token, i + 1);

    if (mark->trim_before)
        while (before->print_end > before->print && g_ascii_isspace(text[before->print_end - 1]))
            before->print_end--;
    if (mark->trim_after)
        while (after->print < after->print_end && g_ascii_isspace(text[after->print]))
            after->print++;
}

/* Where the line's blanks begin that end a text, or G_MAXSIZE if the line holds something before the mark. */
static gsize line_start(const char *text, const Token *before, gboolean first)
{
    gsize p = before->end;

    while (p > before->start && is_blank(text[p - 1]))
        p--;
    if (p == before->start)
        return first ? p : G_MAXSIZE;
    return text[p - 1] == '\n' ? p : G_MAXSIZE;
}

/* Just after the line end that follows blanks at the start of a text, or G_MAXSIZE. */
static gsize line_end(const char *text, const Token *after, gboolean last)
{
    gsize p = after->start;

    while (p < after->end && is_blank(text[p]))
        p++;
    if (p == after->end)
        return last ? p : G_MAXSIZE;
    return text[p] == '\n' ? p + 1 : G_MAXSIZE;
}

static gboolean only_blanks(const char *text, const Token *token)
{
    for (gsize p = token->start; p < token->end; p++)
        if (!is_blank(text[p]))
            return FALSE;
    return TRUE;
}

/*
 * Takes away the lines that hold only statements and comments. Texts stand at even places, marks at odd ones.
 * Returns the mark after the run that begins at `i`.
 */
static guint trim_run(const char *text, GArray *tokens, guint i)
{
    guint last = i;

    while (last + 2 < tokens->len && g_array_index(tokens, Token, last + 2).kind != TOKEN_PRINT &&
           only_blanks(text, &g_array_index(tokens, Token, last + 1)))
        last += 2;
    Token *before = &g_array_index(tokens, Token, i - 1), *after = &g_array_index(tokens, Token, last + 1);
    const gsize start = line_start(text, before, i == 1);
    const gsize end = line_end(text, after, last + 2 == tokens->len);
    if (start == G_MAXSIZE || end == G_MAXSIZE)
        return last + 2;
    before->print_end = MAX(before->print, MIN(before->print_end, start));
    after->print = end;
    for (guint between = i + 1; between < last; between += 2)
        g_array_index(tokens, Token, between).print_end = g_array_index(tokens, Token, between).print;
    return last + 2;
}

static void trim_all(const char *text, GArray *tokens)
{
    for (guint i = 1; i < tokens->len;)
        i = g_array_index(tokens, Token, i).kind == TOKEN_PRINT ? i + 2 : trim_run(text, tokens, i);
    for (guint i = 1; i < tokens->len; i += 2)
        trim_marked(text, tokens, i);
}

GArray *template_tokens(const char *text, gsize length, TemplateError *error)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, TRUE, sizeof(Token));
    gsize at = 0;

    for (;;) {
        const gsize open = find_open(text, at, length);
        add_text(tokens, at, open);
        if (open == length)
            break;
        Token token = {0};
        if (!read_mark(text, open, length, &token, error))
            return NULL;
        g_array_append_val(tokens, token);
        at = token.end;
    }
    trim_all(text, tokens);
    return g_steal_pointer(&tokens);
}

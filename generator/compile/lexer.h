/* SPDX-License-Identifier: MIT */
/* Finds the marks of a template: a lexer that knows just enough of Lua not to stop inside its strings. */
#pragma once

#include <glib.h>

typedef enum {
    TOKEN_TEXT,
    TOKEN_PRINT,     /* {{ … }} */
    TOKEN_STATEMENT, /* {% … %} */
    TOKEN_COMMENT,   /* {# … #} */
} TokenKind;

typedef struct {
    TokenKind kind;
    gsize start, end;     /* the whole token in the template, marks included */
    gsize code, code_end; /* what stands between the marks */
    gboolean trim_before, trim_after;
    /* Text only: what is left to print once lines that hold nothing but marks are gone. */
    gsize print, print_end;
} Token;

typedef struct {
    gsize offset;
    const char *message; /* static, translated */
    const char *hint;    /* static, translated; or NULL */
} TemplateError;

/* The tokens (Token) of a template in their order, or NULL with `error`. */
GArray *template_tokens(const char *text, gsize length, TemplateError *error);

/* The end of the Lua string, long bracket or comment that begins at `at`, or `at` if none does there. */
gsize lua_skip(const char *text, gsize at, gsize end);
/* A copy of a piece of Lua in which comments are blanks; line ends stay. */
char *lua_without_comments(const char *text, gsize start, gsize end);

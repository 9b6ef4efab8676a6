/* SPDX-License-Identifier: MIT */
/* Private to compile/: what people write who know the templates of Jinja, Liquid, Twig or Hugo, or
 * JavaScript.
 */
#pragma once

#include "compile/explain.h"

/* The mend of an operator in `code` that Lua does not have, or means otherwise. Newly allocated, or NULL. */
char *slip_hint(const char *code);
/* Explains why `code` of a {{ … }} is no expression. `words`: Lua's message. */
Explanation slip_explain_print(const char *code, const char *words);
/* Whether `code` of a {% … %} has a slip that Lua can never read; explains it then. */
gboolean slip_explain_statement(const char *code, Explanation *explanation);
/* The mend for code that Lua cannot read, where its words tell one. Newly allocated, or NULL. */
char *slip_syntax_hint(const char *code, const char *words);
/* What Lua says of a syntax error, without what only the chunk has. Newly allocated. */
char *slip_words(const char *words);

/* A first word of a statement that other languages have. */
typedef struct {
    const char *word;
    const char *hint; /* not translated */
    int opens;        /* 1: an end follows; -1: it is one; 0: neither */
} ForeignWord;

/* NULL if `word`, with `rest` after it, may be Lua. */
const ForeignWord *slip_foreign(const char *word, const char *rest);

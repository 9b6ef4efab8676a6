/* SPDX-License-Identifier: MIT */
/*
 * Turns the text of a template into Lua in which each mark begins a line of its own: the line that runs says
 * which mark that is, however many stand on one line of the template.
 */
#pragma once

#include "compile/lexer.h"
#include "escape/escape.h"
#include "text/source.h"

#include <lua.h>

#define TEMPLATE_PREFIX "__b_"

/* A {{ … }} or {% … %}: what a message points at. */
typedef struct {
    guint line, column;
    guint last_line;
    guint lua_line; /* of the chunk, where its code begins */
    char *code;     /* as written, without marks and surrounding blanks */
} Mark;

/* What a piece of text makes of a context is kept for the last contexts that it was printed in. */
#define TEXT_CONTEXTS 2

/* A piece of text that is printed. */
typedef struct {
    gsize start, end;              /* in the template */
    Context before[TEXT_CONTEXTS]; /* CONTEXT_NONE: not yet */
    Context after[TEXT_CONTEXTS];
} TemplateText;

/* A {% block %} of a template. */
typedef struct {
    char *name;
    guint mark;
    gboolean nested; /* within another block of the same template */
} TemplateBlock;

/* The names that an include gives to a partial. */
typedef struct {
    char *names;   /* as a table of Lua, "{item=1,}": the names that may be nil */
    int reference; /* once loaded: what stands in the registry for them, the same for the same names */
} TemplateScope;

typedef struct {
    Source *source;
    char *name;        /* in the theme: "layouts/home.html" */
    char *parent;      /* the layout it extends ("base.html"), or NULL */
    guint parent_mark; /* where it says so */
    GArray *texts;     /* TemplateText, by number */
    GArray *marks;     /* Mark, by number */
    GArray *blocks;    /* TemplateBlock */
    GArray *scopes;    /* TemplateScope, by number; each once */
    GString *lua;      /* the chunk */
    int function;      /* its reference in the registry once loaded, or LUA_NOREF */
} Template;

/*
 * Takes over `source`. What is wrong with the template goes to `diagnostics`, and NULL is returned. `L` is
 * used to check expressions one by one; its stack is left as it was.
 *
 * The chunk is a function of (environment, text, print, block, include):
 *   text(i)                 prints texts[i]
 *   print(value, mark)      prints a value, escaped
 *   block(name, function)   runs or defines a block; the function takes super
 *   include(name, arguments, scope)   scopes[scope] are the names that the arguments are written with
 * Templates cannot use the names of these, which begin with TEMPLATE_PREFIX.
 */
Template *template_compile(Source *source, const char *name, lua_State *L, Diagnostics *diagnostics);
void template_free(Template *compiled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

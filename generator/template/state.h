/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: what the parts of one engine share. The engine is reached from any C function of its
 * Lua state by engine_of().
 */
#pragma once

#include "escape/escape.h"
#include "markup/document.h"
#include "template/compiler.h"
#include "template/engine.h"

#include <lauxlib.h>
#include <lua.h>

struct Engine {
    const Site *site;
    const Theme *theme;
    GHashTable *paths;
    const EngineEvents *events;
    Diagnostics *diagnostics;
    lua_State *L;
    GHashTable *templates;   /* name -> Template *, NULL where one does not compile; owned */
    GHashTable *broken;      /* name -> Diagnostics *: what is wrong with those that do not compile; owned */
    GHashTable *checked;     /* set of layouts whose blocks were checked; owned */
    GHashTable *collections; /* Value * -> Collection *: lists of references; owned */
    GHashTable *excerpts;    /* "length id" -> char *; owned */
    GHashTable *assets;      /* name -> char *: path with the hash; owned */
    GHashTable *dates;       /* format -> formatter; owned */
    GPtrArray *names;        /* every name that an entry or page may be asked for, NULL-terminated, sorted */
    GPtrArray *fields;       /* every name that collections may be asked for, the same */
    const Entry *parsed;     /* whose Markdown `document` is */
    Document *document;

    /* While a page is rendered: */
    const Page *page;
    GString *out;
    Escaper *escaper;
    Context context;         /* where `out` is at */
    const Template *open_in; /* the template whose text has left the text of the page last, */
    gsize open_at;           /* and where */
    gboolean defining;  /* a layout that extends another runs: its blocks are noted, nothing is printed */
    gboolean left_out;  /* it asked for a permalink, and there is no base_url */
    gboolean compiling; /* what goes wrong is the compiler's to report */
    gboolean reported;  /* the error that stopped it is among the diagnostics */
    guint depth;        /* includes within includes */
    GPtrArray *shown;   /* Entry *: those whose texts are being shown, the innermost last */
    guint snippets;     /* how often markdown() was called: its ids differ by that */
};

static inline Engine *engine_of(lua_State *L)
{
    return *(Engine **)lua_getextraspace(L);
}

/* Keys in the registry. */
#define REGISTRY_BASE "broadside.base"     /* names that every template sees */
#define REGISTRY_ENV "broadside.env"       /* of the page that is being rendered */
#define REGISTRY_BLOCKS "broadside.blocks" /* name -> functions, the outermost layout's last */
#define REGISTRY_VIEWS "broadside.views"   /* C pointer -> the userdata that stands for it */

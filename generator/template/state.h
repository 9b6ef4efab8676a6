/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: what the parts of one engine share. The engine is reached from any C function of its
 * Lua state by engine_of().
 */
#pragma once

#include "compile/compiler.h"
#include "escape/escape.h"
#include "markup/document.h"
#include "process/limits.h"
#include "template/engine.h"
#include "template/reads.h"
#include "template/sheet.h"
#include "text/source.h"

#include <lauxlib.h>
#include <lua.h>

typedef struct Kept Kept;                 /* kept.h */
typedef struct Fragments Fragments;       /* fragment.h */
typedef struct ViewQuestion ViewQuestion; /* views.h */

struct Engine {
    const Site *site;
    const Theme *theme;
    GHashTable *paths;
    const GPtrArray *pages; /* or NULL */
    GHashTable *sizes;      /* or NULL */
    GHashTable *records;    /* of years: see records.h; or NULL */
    const EngineEvents *events;
    Reads *reads; /* what a page reads is noted there; or NULL */
    Diagnostics *diagnostics;
    Limits limits;
    lua_State *L;
    GHashTable *templates;   /* name -> Template *, NULL where one does not compile; owned */
    GHashTable *scopes;      /* names -> reference of what environments with them are read by, + 1; owned */
    GHashTable *broken;      /* name -> Diagnostics *: what is wrong with those that do not compile; owned */
    GHashTable *remarks;     /* name -> Diagnostics *: warnings about those that do; owned */
    GHashTable *collections; /* Value * -> Collection *: lists of references; the site's */
    /* What is kept because it is likely to be asked for again (see state_keep()); owned: */
    GHashTable *excerpts;    /* "length id" -> char * */
    GHashTable *assets;      /* name -> char *: path with the hash */
    GHashTable *dates;       /* format -> formatter */
    guint n_written;         /* how many dates are kept as they were written: see words.c */
    gpointer plurals;        /* UPluralRules *: of the site's language, or NULL */
    GPtrArray *names;        /* every name that an entry or page may be asked for, NULL-terminated, sorted */
    GPtrArray *fields;       /* every name that collections may be asked for, the same */
    Kept *kept;              /* partials; owned */
    Fragments *fragments;    /* of pages; owned */
    ViewQuestion *questions; /* by VIEW_ENTRY_NAMES; owned */
    const Entry *parsed;     /* whose Markdown `document` is */
    Document *document;
    Escaper *escaper;

    /* While a page is rendered: */
    const Page *page;
    Slots own; /* of the page's entry, what was read of it as the page */
    GString *out;
    EscapeMode mode;
    Context context;               /* where `out` is at */
    const Template *open_in;       /* the template, */
    const TemplateText *open_text; /* and its text, that has left the text of the page last, */
    Context open_context;          /* and where it began; see print.c */
    gboolean defining;     /* a layout that extends another runs: its blocks are noted, nothing is printed */
    gboolean left_out;     /* it asked for a permalink, and there is no base_url */
    gboolean compiling;    /* what goes wrong is the compiler's to report */
    gboolean reported;     /* the error that stopped it is among the diagnostics */
    guint depth;           /* includes within includes */
    GPtrArray *shown;      /* Entry *: those whose texts are being shown, the innermost last */
    const Source *script;  /* sheet.lua or book.lua that is asked, in place of an output; or NULL */
    const SheetAsk *sheet; /* what sheet.lua is asked for; or NULL */
    guint snippets;        /* how often markdown() was called: its ids differ by that */
};

static inline Engine *engine_of(lua_State *L)
{
    return *(Engine **)lua_getextraspace(L);
}

/* As many as any sensible theme has. */
#define STATE_KEEP_MAX 1000

/* Keeps a value in a table that a template could let grow without end: `most` are kept. Takes over both. */
static inline void state_keep(GHashTable *table, guint most, char *key, gpointer value)
{
    if (g_hash_table_size(table) >= most)
        g_hash_table_remove_all(table);
    g_hash_table_insert(table, key, value);
}

/* Before an output, or a sheet, is made: nothing is left of the one before. */
void engine_begin(Engine *engine, const Page *page, GString *out, EscapeMode mode);

/* Includes within includes. */
#define INCLUDES_MAX 24

/* Keys in the registry: addresses, which need not be interned as names would. */
extern const char REGISTRY_KEYS[];
#define REGISTRY_BASE (&REGISTRY_KEYS[0])   /* names that every template sees */
#define REGISTRY_SCOPE (&REGISTRY_KEYS[1])  /* the metatable of environments without names of their own */
#define REGISTRY_ENV (&REGISTRY_KEYS[2])    /* of the page that is being rendered */
#define REGISTRY_BLOCKS (&REGISTRY_KEYS[3]) /* name -> functions, the outermost layout's last */
#define REGISTRY_DATES "broadside.dates"    /* form -> day and minute -> how that is written */
#define REGISTRY_VIEWS (&REGISTRY_KEYS[4])  /* C pointer -> the userdata that stands for it */

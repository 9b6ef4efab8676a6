/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: a Lua file of a theme that is asked with all that templates can use, and answers with
 * a table: sheet.lua, book.lua.
 */
#pragma once

#include "template/state.h"
#include "text/source.h"

/* The lines in which a function is written, first and last. */
typedef struct {
    guint first, last;
} AskLines;

/*
 * Runs `run` with `data` as its light userdata, as one output is made: mistakes that it raises are
 * diagnostics. FALSE after such.
 */
gboolean ask_run(Engine *engine, const Source *script, const Page *page, const SheetAsk *sheet,
                 lua_CFunction run, void *data);

/* Within that: runs the file in an environment of its own, and leaves the function `name` of its table on top
 * of the stack. */
AskLines ask_push_function(lua_State *L, const char *name);

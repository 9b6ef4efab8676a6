/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: a file of Lua of a theme that returns a table (theme.lua, sheet.lua), run in a
 * process of its own that reaches no file.
 */
#pragma once

#include "process/limits.h"
#include "text/source.h"

#include <lua.h>

/*
 * In that process, with what the file has returned on top of the stack: what there is to know of it,
 * floating; NULL after a diagnostic. Raises no error of Lua.
 */
typedef GVariant *(*ChunkReader)(lua_State *L, const Source *source, Diagnostics *diagnostics);

/* What such files are. */
typedef struct {
    const char *type; /* of what `read` gives */
    ChunkReader read;
    guint seconds;      /* of processor time for each, if that is less than the limits; 0: these */
    const char *absent; /* hint where the file asks for a name that there is not here, or NULL */
} ChunkKind;

/*
 * Runs the `count` files; of each `results` is what `kind->read` made of it, or NULL after a diagnostic.
 * The process may have made up anything in it. FALSE with PROCESS_ERROR where the machine fails: then there
 * are no results.
 */
gboolean chunks_run(const Source *const *sources, guint count, const ChunkKind *kind, const Limits *limits,
                    GVariant **results, Diagnostics *diagnostics, GError **error);

/* The last part of the file's name, "theme.lua": how sentences name it. Borrowed. */
const char *chunk_name(const Source *source);

/* The byte between `from` and `to` at which `key` is given a value ("key ="), or -1. */
gssize chunk_find_key(const Source *source, const char *key, gsize from, gsize to);
/* The place of the first one; else the file as a whole. */
Place chunk_place_of(const Source *source, const char *key);

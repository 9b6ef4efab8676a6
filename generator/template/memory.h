/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: Lua states whose memory is limited. Once a task has needed more than that, it is
 * over: whoever catches errors must let this one through (memory_failed()).
 */
#pragma once

#include <glib.h>
#include <lua.h>

/* A state that may hold so many bytes, without libraries. */
lua_State *memory_state_new(guint64 bytes);
/* NULL is allowed. */
void memory_state_free(lua_State *L);

/* After a protected call that ended with `status`: whether the memory was exhausted in it or before. */
gboolean memory_failed(lua_State *L, int status);
/* Whether it was found to be exhausted since the last memory_begin(). */
gboolean memory_is_exhausted(lua_State *L);
/* Raises the error again that memory_failed() found. */
int memory_raise(lua_State *L);
/* Raises it for the first time if a text outside of Lua is longer than all of Lua may be. */
void memory_check_length(lua_State *L, gsize length);
/* A new task: gives back what the last one has left if that one failed. */
void memory_begin(lua_State *L);

/* Where the memory ended: the name of a chunk ("layouts/home.html") and its line; NULL if nowhere. Borrowed.
 */
const char *memory_place(lua_State *L, guint *line);

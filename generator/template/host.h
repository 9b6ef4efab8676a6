/* SPDX-License-Identifier: MIT */
/* Private to template/: what C puts into a Lua state so that Lua can neither change it nor see where it lies.
 */
#pragma once

#include <glib.h>
#include <lauxlib.h>
#include <lua.h>

/* What objects of one kind are called in messages, and the functions of their metatable. */
typedef struct {
    const char *name;
    const luaL_Reg *functions; /* ends with a name that is NULL */
} HostClass;

/*
 * Makes the userdata on top of the stack an object of `class`, which is static. Lua sees nothing of the
 * metatable, and can set nothing in what bears it.
 */
void host_set_class(lua_State *L, const HostClass *class);
/* The userdata at `index` if it is an object of `class`, else NULL. */
void *host_test(lua_State *L, int index, const HostClass *class);
/* The same; raises an error for anything else. */
void *host_check(lua_State *L, int index, const HostClass *class);
/*
 * Pushes an error message with the place it is raised from; raise it with lua_error(). `format` is not
 * translated yet (N_), nor is what it shows: a template can catch the error and print it, and what it prints
 * must not depend on the language of messages. The translation, and `hint`, which is freed and may be NULL,
 * are kept for whoever reports it.
 */
void host_error(lua_State *L, char *hint, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* The same without a hint; raises it. */
int host_fail(lua_State *L, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The same where the message is at hand: in English, and as it is shown. */
int host_fail_with(lua_State *L, const char *plain, const char *shown);
/* Of an error message without its place: the hint that came with it, or NULL; borrowed until the next error.
 */
const char *host_hint(lua_State *L, const char *words);
/* The same in the language of messages; NULL if it is not one of these. Borrowed until the next error. */
const char *host_words(lua_State *L, const char *words);
/* Pushes the value at `index` as a text without addresses, which differ from run to run. */
void host_tostring(lua_State *L, int index);
/* Pushes a function that gives the keys and values of the table at `index` in the order of its keys. */
void host_push_iterator(lua_State *L, int index);
/*
 * Replaces the table on top of the stack by a view of it that cannot be written to. Reading a name that it
 * does not have is an error: `lacking` is its format (N_("a list has no '%s'")), static. The names of
 * `optional`, static and NULL-terminated or NULL, may have no value.
 */
void host_protect(lua_State *L, const char *lacking, const char *const *optional);
/* Pushes the table that the view at `index` is one of; FALSE and nothing if it is no view. */
gboolean host_push_table(lua_State *L, int index);
/* Whether that is what stands at `index`. */
gboolean host_is_table(lua_State *L, int index);

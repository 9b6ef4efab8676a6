/* SPDX-License-Identifier: MIT */
/*
 * What Lua in a theme can reach: a whitelist of functions, libraries that cannot be written to, and no
 * globals of another page.
 */
#pragma once

#include <lua.h>

/* Sets up a fresh state: pushes nothing, leaves the table of base names in the registry under REGISTRY_BASE.
 */
void environment_open(lua_State *L);
/*
 * Pushes what environments are read by: their metatable. Reading a name that neither the environment nor the
 * base has is an error with a suggestion, unless the table at the index `declared` (0: none) has it as a key.
 * The base must be complete.
 */
void environment_push_scope(lua_State *L, int declared);
/* Pushes a new environment in which no names are declared. */
void environment_push(lua_State *L);

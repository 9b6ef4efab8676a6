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
 * Pushes a new environment. Reading a name that neither it nor the base has is an error with a suggestion,
 * unless it is among `declared` (names between blanks: " item pager "), which may be NULL.
 */
void environment_push(lua_State *L, const char *declared);
/* Replaces the table on top of the stack by a view of it that cannot be written to. */
void environment_protect(lua_State *L);

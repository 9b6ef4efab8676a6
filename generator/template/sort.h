/* SPDX-License-Identifier: MIT */
#pragma once

#include <lua.h>

/*
 * table.sort(list, less) for templates: stable, and the same in every run. That of Lua 5.4 asks the clock for
 * a pivot, so that an order among equals, or the number of comparisons, tells the time.
 */
int sort_list(lua_State *L);

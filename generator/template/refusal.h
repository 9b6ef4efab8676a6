/* SPDX-License-Identifier: MIT */
/* Private to template/: values that cannot be printed. */
#pragma once

#include <lua.h>

/* Pushes an error message: the value at `index`, written as `code`, is no text; with what to print instead.
 */
void refusal_push(lua_State *L, int index, const char *code);

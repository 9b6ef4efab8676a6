/* SPDX-License-Identifier: MIT */
/* What a template prints: its texts as they are, values escaped for where they stand. */
#pragma once

#include "template/state.h"

/* For chunks (compiler.h); their template is the first upvalue, a light userdata. */
int print_text(lua_State *L);
int print_value(lua_State *L);
/* At the end of an output, which must not stop within a tag, a comment and the like: a Lua error if it does.
 */
void print_end(lua_State *L);

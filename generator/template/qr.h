/* SPDX-License-Identifier: MIT */
/* Private to template/: qr(text). */
#pragma once

#include <lua.h>

/* Adds it to the table on top of the stack. */
void qr_open(lua_State *L);

/* SPDX-License-Identifier: MIT */
/* Private to template/: the objects that templates see. */
#pragma once

#include "template/state.h"

/* Every name that some entry or page has, sorted, with a NULL at its end (counted in len). */
GPtrArray *view_names(const Types *types);
/* Sets the global `site` in the base table on top of the stack. */
void view_site_open(lua_State *L);

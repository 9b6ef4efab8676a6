/* SPDX-License-Identifier: MIT */
/* Private to template/: the objects that templates see. */
#pragma once

#include "template/state.h"

/* Every name that some entry or page has, sorted, with a NULL at its end (counted in len). */
GPtrArray *view_names(const Types *types);
/* Every name that where, group, sort and sum take, the same. */
GPtrArray *view_fields(const Types *types);
/* Whether `names`, made by one of these, has `name`. */
gboolean view_has(const GPtrArray *names, const char *name);
/* Sets the global `site` in the base table on top of the stack. */
void view_site_open(lua_State *L);

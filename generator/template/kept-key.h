/* SPDX-License-Identifier: MIT */
/*
 * Private to template/: values of Lua as bytes that are the same only where Lua could not tell the values
 * from one another. What is appended where FALSE is returned, means nothing.
 */
#pragma once

#include "template/state.h"

void kept_append_bytes(GString *key, const void *bytes, gsize length);
void kept_append_pointer(GString *key, const void *pointer);
/* A text that is not long, number, boolean or date, or nil; FALSE for anything else. */
gboolean kept_append_plain(lua_State *L, int index, GString *key);
/*
 * Also an entry, collection or page, HTML that is not long, and a table of such things: a list, or names, or
 * both. `tables`: which tables are in it, or 0. FALSE where functions, metatables or circles are.
 */
gboolean kept_append_arguments(lua_State *L, int index, GString *key, guint64 *tables);

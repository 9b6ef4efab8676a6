/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <lua.h>

/*
 * Appends the value at `index` to `into` as JSON, safe in scripts where the output is no file of JSON: texts,
 * numbers, booleans, dates (as ISO 8601), lists and tables of these, tables with their keys in order. An
 * empty table is a list. NULL, or what cannot be written ("function"): static or the interpreter's.
 */
const char *json_append_value(lua_State *L, int index, GString *into);

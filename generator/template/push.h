/* SPDX-License-Identifier: MIT */
/* Private to template/: values of C as values of Lua. */
#pragma once

#include "template/host.h"
#include "template/state.h"

/* Any value. `field` describes it, or is NULL for free data. */
void push_value(lua_State *L, const Value *value, const Field *field);
void push_date(lua_State *L, Date date);
/* HTML that is printed as it is. */
void push_markup(lua_State *L, const char *html, gsize length);
/* The same, of HTML that is known to close what it opens (ESCAPE_CLOSED_MARKUP). */
void push_closed_markup(lua_State *L, const char *html, gsize length);
/* nil for NULL, and for an entry that is not shown. */
void push_entry(lua_State *L, const Entry *entry);
/* What pages call `page`; it lives as long as the plan. */
void push_page(lua_State *L, const Page *page);
void push_collection(lua_State *L, const Collection *collection);
/* nil for NULL. */
void push_text(lua_State *L, const char *text);

/* The userdata that stands for `pointer` if there is one, else FALSE and nothing. */
gboolean push_view(lua_State *L, const void *pointer);
/* Lets the userdata on top of the stack stand for `pointer` from then on. */
void keep_view(lua_State *L, const void *pointer);

/* What stands at `index`, or NULL. */
const Date *to_date(lua_State *L, int index);
/* A date, or a text that writes one, as dates stand in data files; raises an error for anything else. */
Date check_date(lua_State *L, int index);
const Collection *to_collection(lua_State *L, int index);
/* An entry, or a page that is about one. */
const Entry *to_entry(lua_State *L, int index);
const Page *to_page(lua_State *L, int index);
/* The bytes of markup at `index`, or NULL. */
const char *to_markup(lua_State *L, int index, gsize *length);
/* Whether the markup at `index` was pushed as closed. */
gboolean markup_is_closed(lua_State *L, int index);

/* SPDX-License-Identifier: MIT */
/* Private to template/: the Markdown of entries, for the page that shows it. */
#pragma once

#include "template/state.h"

/* Pushes the entry's text as markup; may raise an error that the text's blocks raised. */
void body_push_content(lua_State *L, const Entry *entry);
/* Pushes its headings: a list of { level, id, text }. */
void body_push_outline(lua_State *L, const Entry *entry);
/* markdown(s), markup(s), excerpt(entry, n) in the base table on top of the stack. */
void body_open(lua_State *L);

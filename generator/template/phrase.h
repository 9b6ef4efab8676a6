/* SPDX-License-Identifier: MIT */
/* Private to template/: the theme's own words, from its locales/. */
#pragma once

#include "template/state.h"

/* t in the base table on top of the stack. */
void phrase_open(lua_State *L);
/* Frees engine->plurals; NULL will do. */
void phrase_plurals_free(gpointer plurals);

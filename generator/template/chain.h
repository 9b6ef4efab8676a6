/* SPDX-License-Identifier: MIT */
/* Private to template/: by which includes, layouts and blocks the place of a mistake was reached. */
#pragma once

#include "template/state.h"

/* The template whose function the frame runs, or NULL. */
const Template *chain_template(const Engine *engine, const lua_Debug *frame);
/*
 * Notes, a line each and newly allocated: how the stack came to the innermost template or, if that is not
 * NULL, to `inner`, which something on the stack runs; and which output is made. NULL outside of pages.
 */
char *chain_notes(lua_State *L, const Template *inner);
/* The same for a template that could not be entered: `child` extends it or, if NULL, the stack was to run it.
 */
char *chain_notes_entering(lua_State *L, const Template *child);

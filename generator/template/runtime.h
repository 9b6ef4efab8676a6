/* SPDX-License-Identifier: MIT */
/* Private to template/: loads compiled templates and runs them. */
#pragma once

#include "template/state.h"

/*
 * Runs the template `name` ("layouts/home.html"), and those that it extends, in the environment at `env`.
 * Raises an error where a template is missing or broken.
 */
void runtime_run(lua_State *L, const char *name, int env);
/* The template if there is a file of that name; compiled at the first call. NULL if not, or if it is broken.
 */
Template *runtime_template(Engine *engine, const char *name);
/* pcall() in the base table on top of the stack. */
void runtime_open(lua_State *L);
/* As a message handler: reports the error to the diagnostics at the place of the mark that ran. */
int runtime_report(lua_State *L);
/* The place of the first mark on a line of a loaded template; of the theme's file where it is none. */
Place runtime_place(const Engine *engine, const char *name, guint line);

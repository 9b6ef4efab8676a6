/* SPDX-License-Identifier: MIT */
/* Private to template/: loads compiled templates and runs them. */
#pragma once

#include "template/state.h"

/* What a C function that stands on the stack does to templates. */
typedef enum {
    STEP_NONE,
    STEP_INCLUDE, /* runs the partial named at 1 */
    STEP_BLOCK,   /* runs a function for the block named at 1 */
    STEP_SUPER,   /* runs the function that a block replaces */
    STEP_FENCED,  /* runs the template of the Block at 1 (block.h) */
} Step;

/*
 * Runs the template `name` ("layouts/home.html"), and those that it extends, in the environment at `env`.
 * Raises an error where a template is missing or broken.
 */
void runtime_run(lua_State *L, const char *name, int env);
/* The template if there is a file of that name; compiled at the first call. NULL if not, or if it is broken.
 */
Template *runtime_template(Engine *engine, const char *name);
/* The name of the template that `template` extends, newly allocated; NULL if it extends none. */
char *runtime_parent(const Template *template);
Step runtime_step(lua_CFunction function);
/* pcall() in the base table on top of the stack. */
void runtime_open(lua_State *L);

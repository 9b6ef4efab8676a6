/* SPDX-License-Identifier: MIT */
/* Private to template/: what a template did wrong, as a message with its place. */
#pragma once

#include "template/state.h"

/* As a message handler: reports the error to the diagnostics at the place of the mark that ran. */
int report_mistake(lua_State *L);
/*
 * An error that a template has caught is on top of the stack: lines of the chunk in its text become those of
 * the template.
 */
void report_caught(lua_State *L);
/* Reports a mistake, or a warning, at `place` of a template, with how it was reached. Takes over `message`.
 */
void report_at(lua_State *L, Severity severity, Place place, const char *hint, char *message);

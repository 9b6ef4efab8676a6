/* SPDX-License-Identifier: MIT */
/* Values in scripts: as literals of JSON, or inside a string. */
#pragma once

#include "escape/context.h"

/* The state after one more byte of a script. */
ScriptState script_step(ScriptState state, char c);
/* FALSE if no value may stand there. `state` is that after the value. */
gboolean script_takes_value(ScriptState state);
/* Appends a value for that state. Safe in script elements, in JSON and in CDATA sections. */
void script_append(GString *out, ScriptState *state, const EscapeValue *value);
/* The same for a file of JSON, which is no part of a page: only what JSON asks for. */
void script_append_to_file(GString *out, ScriptState *state, const EscapeValue *value);

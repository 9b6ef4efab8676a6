/* SPDX-License-Identifier: MIT */
/* Values in style sheets (CSS Syntax Level 3). */
#pragma once

#include "escape/context.h"

/* One more byte of the template's own text in a style sheet; FALSE as in address_step(). */
gboolean style_step(Where *at, char c);
/* FALSE if no value may stand there. */
gboolean style_takes_value(Where at);
/* Appends a value; FALSE if it was replaced. Safe in attributes, too. */
gboolean style_append(GString *out, Where *at, const char *text, gsize length);

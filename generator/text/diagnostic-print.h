/* SPDX-License-Identifier: MIT */
/* How one diagnostic reads. No control character of what it quotes gets through. */
#pragma once

#include "text/diagnostic.h"

/* "file:line:column: error: message", the line with a caret, then the hint and the notes, each after "=". */
void diagnostic_print_text(const Diagnostic *diagnostic, gboolean colour, GString *into);
/* An object on a line of its own. */
void diagnostic_print_json(const Diagnostic *diagnostic, GString *into);

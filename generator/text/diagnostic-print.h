/* SPDX-License-Identifier: MIT */
/* How one diagnostic reads. No control character of what it quotes gets through. */
#pragma once

#include "text/diagnostic.h"

/* "file:line:column: error: message", the line with a caret, then the hint and the notes, each after "=". */
void diagnostic_print_text(const Diagnostic *diagnostic, gboolean colour, GString *into);
/* An object on a line of its own. */
void diagnostic_print_json(const Diagnostic *diagnostic, GString *into);
/* Text with names in it that others chose, as it may stand on a terminal: control characters but line ends
 * and tabs, and marks that turn the direction of text, become U+FFFD. Newly allocated. */
char *diagnostic_printable(const char *text);
/* A line of a file as it is quoted, with a caret under its column (0: none); long ones are cut around it.
 * Newly allocated, or NULL for an empty line. */
char *diagnostic_quote(const char *text, guint line, guint column);

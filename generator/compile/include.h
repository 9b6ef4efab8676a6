/* SPDX-License-Identifier: MIT */
/* Private to compile/: takes what follows {% include apart. */
#pragma once

#include <glib.h>

/* The end of the expression in parentheses or the string that names what to include; 0 if there is none. */
gsize include_name_end(const char *code);
/*
 * The names that a table constructor gives ("{ a = 1, b = nil }") as a constructor of their set
 * ("{a=1,b=1}"), so that one without a value is declared all the same. Newly allocated.
 */
char *include_names(const char *code);

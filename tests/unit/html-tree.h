/* SPDX-License-Identifier: MIT */
/* Whether a value has changed the tree around it, as an independent parser sees it. */
#pragma once

#include <glib.h>

/* In a template of HTML, a byte that stands for a value. */
#define HOLE '\x01'
guint html_tree_holes(const char *template, gsize length);

/*
 * Prints `template` with `value` at the hole of number `active`, and with a harmless word there. NULL if both
 * have the same tree, but for one text or value of an attribute, and the word is in what the escaper took the
 * place for; or if some place or text is refused, and then `refused` is set. Else what is wrong, newly
 * allocated.
 */
char *html_tree_check(const char *template, gsize length, guint active, const char *value, gboolean *refused);

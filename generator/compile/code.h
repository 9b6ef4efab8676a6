/* SPDX-License-Identifier: MIT */
/* Reads pieces of Lua as a designer does, to name in a message what they wrote. */
#pragma once

#include <glib.h>

/* Whether all of `text` is a name of Lua. */
gboolean code_is_name(const char *text);
/* Whether it is names, calls and indexes joined by dots, as page.cover or site.news[1].title. */
gboolean code_is_chain(const char *text);
/*
 * The whole expression of which Lua names the last part: "page.event" for "event" in "page.event.title". An
 * empty `name` stands for whatever ends in a bracket. `*key`: the name that is read from it, or NULL. NULL
 * where `code` has none, or several that differ. Both newly allocated.
 */
char *code_expression(const char *code, const char *name, char **key);
/* The argument `number` (from 1) of the only call of `function` in `code`. Newly allocated, or NULL. */
char *code_argument(const char *code, const char *function, guint number);

/* SPDX-License-Identifier: MIT */
/* Near misses: what somebody may have meant. */
#pragma once

#include <glib.h>

/*
 * The name nearest to `word` among the NULL-terminated `names`, by edit distance with transpositions, or NULL
 * if none is near (a third of the word, at least one). Borrowed from `names`.
 */
const char *suggest_nearest(const char *word, const char *const *names);
/* "did you mean 'NAME'?", newly allocated, or NULL. */
char *suggest_hint(const char *word, const char *const *names);
/* The same over the keys (char *) of a table. */
char *suggest_hint_key(const char *word, GHashTable *names);

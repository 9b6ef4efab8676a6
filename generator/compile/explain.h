/* SPDX-License-Identifier: MIT */
/* What Lua says, in the words of somebody who writes a page. */
#pragma once

#include <glib.h>

typedef struct {
    char *message; /* owned */
    char *hint;    /* owned; or NULL */
} Explanation;

/*
 * What `words`, a run-time message of Lua's, means in `code`, the line of the mark that ran. A message that
 * is not known stays as it is.
 */
Explanation explain_error(const char *words, const char *code);
void explanation_clear(Explanation *explanation);
/* The mend where `code` has no value to print. Newly allocated. */
char *explain_nothing(const char *code);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Explanation, explanation_clear)

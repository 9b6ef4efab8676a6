/* SPDX-License-Identifier: MIT */
/* Lua's own messages, which are in English, in the language of messages. */
#pragma once

#include <glib.h>

/* What messages call a type of values ("string", "date"); borrowed. One that is not known stays as it is. */
const char *phrase_kind(const char *type);
/* A message of Lua's, without its place. One that is not known stays as it is. Newly allocated. */
char *phrase_lua(const char *words);
/* A word in Lua's quotes ('x') in those of the language; another one as it is. Newly allocated. */
char *phrase_quote(const char *word);
/* Why an argument is wrong: what stands in brackets after "bad argument #1 to 'date'". Newly allocated. */
char *phrase_argument(const char *why);

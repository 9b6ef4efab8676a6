/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <string.h>

/* The order of bytes, which is that of code points: for g_ptr_array_sort() and bsearch() over strings. */
static inline int strings_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether one of the words (NULL-terminated) stands in the text. */
gboolean strings_any_in(const char *text, const char *const *words);

/* The words (NULL-terminated) as a message lists them. Newly allocated. */
char *strings_list(const char *const *words);

/* SPDX-License-Identifier: MIT */
/* Paths of outputs as theme.lua and `permalinks` write them: "news/:year/:month-:day-:slug.html". */
#pragma once

#include <glib.h>

typedef enum {
    WORD_YEAR,
    WORD_MONTH,
    WORD_DAY,
    WORD_SLUG,
    WORD_ID,
    WORD_TYPE,
    WORD_VALUE,
    WORD_TERM,
    WORD_PAGE,
    N_WORDS,
} PatternWord;

#define WORD_FLAG(word) (1u << (word))
#define WORDS_OF_DAY (WORD_FLAG(WORD_YEAR) | WORD_FLAG(WORD_MONTH) | WORD_FLAG(WORD_DAY))

/* The words in `pattern`, as bits. A name that is no word is given in *unknown (newly allocated), else NULL.
 */
guint pattern_words(const char *pattern, char **unknown);
/* Appends `pattern` with each word replaced by its text in `texts`, which has one for every word used. */
void pattern_expand(GString *path, const char *pattern, const char *const texts[N_WORDS]);
/* The names of the words in `bits`, without their colons, NULL-terminated; to be freed, the names not. */
const char **pattern_names(guint bits);

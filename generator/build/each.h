/* SPDX-License-Identifier: MIT */
/* Rows with `each`: one page for each entry. */
#pragma once

#include "build/row.h"

/* Words that the path of an entry's page may use, as bits. */
#define WORDS_OF_ENTRY (WORDS_OF_DAY | WORD_FLAG(WORD_SLUG) | WORD_FLAG(WORD_ID) | WORD_FLAG(WORD_TYPE))

/* `permalinks`: see permalinks_read(). The first page in HTML becomes the entry's `output`. */
void each_plan(Plan *plan, const ThemeOutput *row, GHashTable *permalinks, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* Characters of papers: stops, Chinese numerals. */
#pragma once

#include <glib.h>

/* What ends a sentence: 。！？；： and their ASCII forms, …, and quotes and brackets that close. */
gboolean is_stop(gunichar c);
/* 0 to 9 for 〇一二…九 (and 两, ○, 零), 10 for 十, 100 for 百, else -1. */
int han_digit_value(gunichar c);

/* `text` without any white space; newly allocated. */
char *text_squeeze(const char *text);
/* The last character, 0 for an empty text. */
gunichar text_last(const char *text);
/* Characters. */
guint text_length(const char *text);
/* Whether `text` ends in one of the NULL-terminated `ends`, and is more than that. */
gboolean text_ends_in(const char *text, const char *const *ends);

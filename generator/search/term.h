/* SPDX-License-Identifier: MIT */
/*
 * What a text can be found by. Of letters and figures (a-z, 0-9): each word, cut to eight characters, and its
 * first two and three for those who type no more. Of everything else: each character, and each pair of
 * neighbours, also where one of the two is a letter. Spaces part words of letters only, so that 张　三 is
 * found by 张三; punctuation and new lines part everything. A word begins anew where figures follow letters
 * or letters follow figures.
 */
#pragma once

#include "search/fold.h"

/*
 * A term. Keys are in the order of the terms' texts by UTF-16 units, which is that of JavaScript's `<`. Words
 * are themselves ("bus"), beginnings end in a star ("bus*"), the others begin with a tilde ("~停", "~停水").
 */
typedef guint64 TermKey;

#define TERM_LETTERS_MAX 8

/* Appends all terms of the text, some of them more than once, to `terms` (TermKey). */
void terms_of(Fold *fold, const char *text, gsize length, GArray *terms);
/* The text of a term. `text` has room for 12 bytes; returns how many there are. */
gsize term_text(TermKey term, char *text);

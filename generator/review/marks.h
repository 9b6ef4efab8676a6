/* SPDX-License-Identifier: MIT */
/* The rules that look at single characters: placeholders, ASCII punctuation in Chinese, ○ for 〇. */
#pragma once

#include "review/prose.h"

/* One walk over the text for all of them. `front`: of front matter, where punctuation is left alone. */
void marks_review(Prose *prose, gboolean front);

/*
 * Each looks at the byte at `at` and reports what it finds there; returns where it has read to, or `at`.
 * They are called in the order of the text.
 */
gsize placeholder_look(Prose *prose, gsize at);
gsize punctuation_look(Prose *prose, gsize at);
gsize zero_look(Prose *prose, gsize at);

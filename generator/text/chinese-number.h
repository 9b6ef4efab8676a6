/* SPDX-License-Identifier: MIT */
/* Numbers within dates and times as people type them: 25, ２５, 二五, 二十五, 廿五, 贰拾伍. */
#pragma once

#include <glib.h>

typedef struct {
    int value;
    guint digits; /* written one by one: 2025 and 二〇二五 have four; 0 where they are not (二十五) */
    gboolean han; /* in Chinese numerals */
    gboolean circle; /* with ○, O or (among Chinese numerals) 0 for the zero, which is 〇 (U+3007) or 零 */
} ChineseNumber;

/* `text` with full-width letters, digits and signs as plain ones, each kind of dash as '-', without
 * characters that nobody sees, and no white space around it. Newly allocated. */
char *chinese_plain(const char *text);

/* 0 to 9 for 〇一二…九, and for ○ and 零; else -1. */
int chinese_numeral_value(gunichar c);

/* Takes the number that `*text`, which is plain, begins with, of up to nine digits. FALSE where there is
 * none. */
gboolean chinese_number_take(const char **text, ChineseNumber *number);

/* Whether `*text` begins with `word` behind spaces; moves past it. */
gboolean chinese_take(const char **text, const char *word);

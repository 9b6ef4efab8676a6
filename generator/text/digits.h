/* SPDX-License-Identifier: MIT */
/*
 * Digits as people write them in a long number: ASCII or full-width, as character references of HTML, with
 * spaces, hyphens, marks of Markdown, tags, addresses of links or invisible characters between them.
 */
#pragma once

#include <glib.h>

/* The value of the letter that may end a resident ID number. */
#define DIGIT_X 10
/* As many as are looked at of one number: no number that is looked for has more than 19. */
#define DIGITS_MAX 20

/* What stands before a digit, between it and the one before. */
typedef enum { GAP_NONE, GAP_INVISIBLE, GAP_SPACE, GAP_HYPHEN, GAP_LINE } Gap;

typedef struct {
    gsize start, end; /* bytes in the text */
    guint8 value;     /* 0 to 9, or DIGIT_X */
    guint8 gap;       /* Gap; the widest of several */
} Digit;

typedef struct {
    Digit items[DIGITS_MAX];
    guint count;
} Digits;

/*
 * The digits from `start` on, where one begins, up to DIGITS_MAX or to what can be no gap. A letter X in the
 * place of the eighteenth is taken as a digit.
 */
void digits_read(const char *text, gsize length, gsize start, Digits *digits);
/* What a walk over the digits of one text has seen already; zeroed to begin with. */
typedef struct {
    guint64 block; /* private: what could begin a digit in the block that ends at `end` */
    gsize end;     /* private */
} DigitWalk;

/* Where the next digit at or after `from` begins, which never goes back; `length` if there is none. */
gsize digits_next(const char *text, gsize length, gsize from, DigitWalk *walk);
/* The end of the digit that begins at `at`, and its value; 0 if there is none. */
gsize digit_end(const char *text, gsize length, gsize at, guint8 *value);
/* The end of the digits that stand at `at` without a gap. */
gsize digits_run_end(const char *text, gsize length, gsize at);
/*
 * FALSE where `count` digits that end at `at` are known to become fewer than `least` with those that follow.
 * It looks no closer than it takes to tell so of most numbers: digits_read() takes none that is not counted.
 */
gboolean digits_reach(const char *text, gsize length, gsize at, gsize count, gsize least);
/* Whether one more digit follows at `at`, perhaps after a gap. */
gboolean digits_go_on(const char *text, gsize length, gsize at);

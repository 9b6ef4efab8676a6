/* SPDX-License-Identifier: MIT */
/* Numbers as people read them, the same in every locale. */
#pragma once

#include <glib.h>

/* What can be written: numbers below this, above its negative. */
#define NUMBER_LIMIT 1e15
#define NUMBER_SIZE 64
#define NUMBER_DECIMALS_MAX 9

/*
 * Writes `number`, below NUMBER_LIMIT, into `text` with its whole digits in groups of three: "-1,234.50" with
 * two `decimals` (0 to NUMBER_DECIMALS_MAX). With `decimals` below 0: the shortest, at most six after the
 * point and no zeros at their end. There is no negative zero.
 */
void number_format(char text[static NUMBER_SIZE], double number, int decimals);
/* The same without groups, at most `most` decimals and no zeros at their end: for what programs read. */
void number_format_plain(char text[static NUMBER_SIZE], double number, int most);

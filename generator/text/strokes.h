/* SPDX-License-Identifier: MIT */
/*
 * How many strokes a character has as it is written in mainland China, where ICU's order by strokes has it
 * among those of another number: 陈 has 7 (阝 is 2 strokes there), 黄 11, 神 9. Of the 8,105 characters of
 * 通用规范汉字表 (2013; kTGH of Unihan) these are 1,347, by kTotalStrokes of Unihan (Unicode 15) against
 * ICU 72.
 */
#pragma once

#include <glib.h>

/* The number of strokes of the UTF-8 character; 0 where ICU is right about it, or it is not listed. */
guint strokes_of(const char *character);

/* SPDX-License-Identifier: MIT */
/* Numbers that Word counts by itself (一、（一）①), which pandoc loses. */
#pragma once

#include <glib.h>

/*
 * A copy of the .docx in `bytes` in which the Chinese and circled numbers of paragraphs, （1） and 1、, and
 * all numbers of headings, are text (ISO/IEC 29500-1, 17.9). NULL where there are none, or where the file is
 * none.
 */
GBytes *word_number(const char *bytes, gsize length);

/* SPDX-License-Identifier: MIT */
/* What pandoc loses of a Word document: numbers that Word counts by itself (一、（一）①), and what unwrap.h
 * names. */
#pragma once

#include <glib.h>

/*
 * A copy of the .docx in `bytes` in which the Chinese and circled numbers of paragraphs, （1） and 1、, a 1.
 * of the same list, and all numbers of headings, are text (ISO/IEC 29500-1, 17.9), and which is unwrapped.
 * NULL where that changes nothing, or where the file is none.
 */
GBytes *word_spell(const char *bytes, gsize length);

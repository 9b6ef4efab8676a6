/* SPDX-License-Identifier: MIT */
/* The lines of a text file, put together to paragraphs and tables. */
#pragma once

#include "import/paper.h"
#include "text/diagnostic.h"

/*
 * Adds the blocks of `text` (UTF-8, '\n' as line end) to `paper`. Each line is a paragraph, unless the file
 * was certainly broken at a fixed width. Lines with equally many tabs are a table. Page numbers are taken
 * out, and reported.
 */
void lines_read(const char *text, Paper *paper, Diagnostics *diagnostics);

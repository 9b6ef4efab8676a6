/* SPDX-License-Identifier: MIT */
/* The Markdown of a paper: numbers become headings and lists, everything else stays as it was typed. */
#pragma once

#include "import/paper.h"
#include "text/diagnostic.h"

/*
 * The Markdown of all blocks, newly allocated. 一、 and （一） before a short line, or a short first
 * sentence, make a heading, in which the number stays; 1. （1） and ① that count on make lists. Numbers that
 * do not count on are kept as they were typed, and reported.
 */
char *body_format(const Paper *paper, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/paper.h"
#include "text/diagnostic.h"

/*
 * The papers that a file holds: one, or as many as lines like 第一篇, 第二篇 or 【第1篇】 in a row begin.
 * What stands before the first line of that kind is a paper of its own, if it is more than a title or a table
 * of contents. Lines of that kind that do not count on are reported. Takes over `paper`; an array of Paper *,
 * owned, with the pictures and footnotes in the first.
 */
GPtrArray *split_papers(Paper *paper, Diagnostics *diagnostics);

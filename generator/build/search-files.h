/* SPDX-License-Identifier: MIT */
/* The row with `search`: the files of the index below its path. */
#pragma once

#include "build/row.h"

/* Adds the first file of the index, which others lead to; the plan remembers where they go. */
void search_files_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics);
/*
 * Reports the outputs that have names of files of the index, however many of these there are today. To be
 * called when all others are planned.
 */
void search_files_check(const Plan *plan, Diagnostics *diagnostics);
/* Once the texts of all entries are there: makes the index in `threads` threads, and adds its files. */
void search_files_add(Plan *plan, guint threads, Diagnostics *diagnostics);

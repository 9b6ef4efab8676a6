/* SPDX-License-Identifier: MIT */
/* The row with `search`: the files of the index below its path. */
#pragma once

#include "build/row.h"

/* Adds the first file of the index, which others lead to; the plan remembers where they go. */
void search_files_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics);
/* Once the texts of all entries are there: makes the index in `threads` threads, and adds its files. */
void search_files_add(Plan *plan, guint threads, Diagnostics *diagnostics);

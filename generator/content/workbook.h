/* SPDX-License-Identifier: MIT */
/* Workbooks of Excel and WPS (.xlsx), read by the program xlsx2csv where it is installed. */
#pragma once

#include "content/table.h"

/*
 * The first sheet of the workbook at `path` below `root`. `texts` gets its text under the name of its cache
 * file, which is read instead of starting the program where it is there. The source, to be freed by the
 * caller, has a line for each row; NULL after a diagnostic.
 */
Source *workbook_read(const char *root, const char *path, GHashTable *texts, Arena *arena,
                      Diagnostics *diagnostics, Table *table);

/* FALSE after a diagnostic: the file, at `full`, is a workbook that was given the name of a table in text. */
gboolean workbook_check_text(const char *path, const char *full, Diagnostics *diagnostics);

/* Writes `texts` where the next reading finds them, and removes what is no longer of any use. A cache: what
 * cannot be written is not. */
void workbooks_keep(const char *root, GHashTable *texts);

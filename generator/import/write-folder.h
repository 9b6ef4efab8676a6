/* SPDX-License-Identifier: MIT */
/* An entry with a folder of its own. */
#pragma once

#include "import/draft.h"
#include "process/interrupt.h"

/*
 * Makes the folder `path` below `root` with index.md, the pictures and the files of the draft: under a hidden
 * name that becomes the right one when all is in it, so that whatever ends the program leaves nothing half
 * made. FALSE with `error` where that cannot be, something has the name already, or a signal waits.
 */
gboolean folder_write(const char *root, const char *path, const Draft *draft, const Interrupt *interrupt,
                      GError **error);
/* Sets an error that says that `path` cannot be written; FALSE. */
gboolean write_fail(GError **error, int number, const char *path);
/* Writes a file that is not there yet. */
gboolean write_file(const char *root, const char *path, const char *bytes, gsize length, GError **error);

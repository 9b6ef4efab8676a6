/* SPDX-License-Identifier: MIT */
#pragma once

#include "import/paper.h"
#include "text/diagnostic.h"

/*
 * The paper in the file at `path`: text as it is, Word and HTML through pandoc. NULL after a diagnostic where
 * it cannot be read, or with `error` where the machine fails.
 */
Paper *read_paper(const char *path, Diagnostics *diagnostics, GError **error);

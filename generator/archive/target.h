/* SPDX-License-Identifier: MIT */
/* What a record would take the place of: only what Broadside made of the same site, and nobody has touched.
 */
#pragma once

#include "archive/shelf.h"
#include "text/diagnostic.h"

typedef enum { TARGET_FREE, TARGET_OURS, TARGET_FOREIGN } TargetState;

/*
 * Looks at what stands at the folder `name` of the shelf, at the path `shown` as messages have it. What keeps
 * it from being replaced is told as an error. FALSE with `error` where it cannot be read.
 */
gboolean target_check(const Shelf *shelf, const char *name, const char *shown, const char *organisation,
                      Diagnostics *diagnostics, GError **error);
/* The same for a package, "2025.zip" of "2025", without a word. It is ours where its first file is that of a
 * bag of the folder: who packed it makes no difference. */
TargetState target_package(const Shelf *shelf, const char *name, const char *folder);

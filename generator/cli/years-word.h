/* SPDX-License-Identifier: MIT */
/* Years as people type them. */
#pragma once

#include "cli/options.h"

/*
 * The years that `words` (NULL-terminated: "2025", "2025年", 二〇二五年) and `--years` (or NULL: "2016-2025",
 * "2016,2018", 2016年至2025年) name: int, ascending, each once; newly allocated. NULL with BUILD_ERROR_USAGE.
 */
GArray *years_read(char *const *words, const char *ranges, GError **error);

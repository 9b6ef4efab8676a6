/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

/*
 * Whether `text` matches `pattern` (PCRE), which is compiled once, into the static variable `*regex`. The
 * groups go to `groups`, newly allocated, unless NULL.
 */
gboolean pattern_match(GRegex **regex, const char *pattern, const char *text, char ***groups);

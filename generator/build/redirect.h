/* SPDX-License-Identifier: MIT */
/* Small pages at former addresses, so that a printed QR code outlives a rename. */
#pragma once

#include "build/plan.h"

/* Adds one for each of an entry's `aliases`. */
void redirects_plan(Plan *plan, Diagnostics *diagnostics);

/*
 * The path of the file for an alias as written: "old/" is "old/index.html", "old" is "old.html". Newly
 * allocated.
 */
char *redirect_path(const char *alias);
/* The page at `path` that leads to the output `target`. `base_url`: or NULL. Newly allocated. */
char *redirect_format(const char *path, const char *target, const char *title, const char *language,
                      const char *base_url);

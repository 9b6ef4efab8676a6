/* SPDX-License-Identifier: MIT */
/* Which entry somebody means who names one on a command line. */
#pragma once

#include "site/site.h"

/*
 * The entry that `word` stands for: its id, an end of it that no other entry has, its file or folder (from
 * the current folder, or as a shell completes it from outside of the site), its title, or, where the site was
 * planned, the address of its page. NULL after a diagnostic where there is none, with the nearest one and
 * `hint` (or NULL), or where it may be several.
 */
Entry *entry_find(const Site *site, const char *word, const char *hint, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* Papers that lie in content/ as they came from a word processor: nobody gets to see them. */
#pragma once

#include "text/diagnostic.h"

/*
 * Warns of each of `files` (char *, paths from the site's root) that is a text of Word, WPS or Notepad, lies
 * in no folder that belongs to one of `entries` (Entry *), and is named in none of them.
 */
void stray_report(const GPtrArray *files, const GPtrArray *entries, Diagnostics *diagnostics);

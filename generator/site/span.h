/* SPDX-License-Identifier: MIT */
/* Which years an entry belongs to. */
#pragma once

#include "content/entry.h"

/*
 * The one year in whose archive it is filed: that which its field `year` says (a summary of 2024 that is
 * dated 2025 is filed in 2024: DA/T 22-2015, 5.2), else that of its day; 0: it has neither.
 */
int entry_year(const Entry *entry);
/*
 * The last year that it reaches into: of an event that of its `end`; of a commitment of `closed`, else of
 * `due`; of a posting of its last day; never before entry_year().
 */
int entry_last_year(const Entry *entry);
/* Whether it is told of in the record of that year: from the one to the other. */
gboolean entry_is_of_year(const Entry *entry, int year);
/* Whether it is told of in several. */
gboolean entry_spans_years(const Entry *entry);

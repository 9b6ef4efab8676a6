/* SPDX-License-Identifier: MIT */
/* Which years there can be a record of, and what stands in each. */
#pragma once

#include "content/content.h"
#include "site/site.h"

/* The years that entries are filed in (entry_year(); no drafts), ascending: int; newly allocated. */
GArray *years_of(const Content *content);
gboolean years_has(const Content *content, int year);
/* "2023, 2024, 2025", as a message lists them; newly allocated. */
char *years_list(const Content *content);
/* The entries that the record of the year tells of, shown or not, but no drafts, newest first. */
Collection *year_entries(const Site *site, int year);

/* SPDX-License-Identifier: MIT */
/* Which years there can be a record of, and what stands in each. */
#pragma once

#include "content/content.h"
#include "site/site.h"

/* Whether entries are filed in the year (entry_year(); no drafts). */
gboolean years_has(const Content *content, int year);
/* All such years as a message lists them: "2023, 2024, 2025"; newly allocated. */
char *years_list(const Content *content);
/* The entries that the record of the year tells of, shown or not, but no drafts, newest first. */
Collection *year_entries(const Site *site, int year);

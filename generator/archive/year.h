/* SPDX-License-Identifier: MIT */
/* What the parts of a year's record are made of. Everything is borrowed. */
#pragma once

#include "print/typesetter.h"
#include "record/record.h"
#include "template/theme.h"

typedef struct {
    const Site *site;
    const Theme *theme;
    int year;
    const Collection
        *entries; /* told of in the year (entry_is_of_year()), shown or not, newest first; no drafts */
    const RecordYear *record;
    GHashTable *pages; /* paths of the pages in site/ -> anything */
} ArchiveYear;

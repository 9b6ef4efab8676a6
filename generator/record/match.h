/* SPDX-License-Identifier: MIT */
/* Which entry a document is. */
#pragma once

#include "record/record-private.h"

/* The entries that are filed in the year, by day, then id; no drafts. The array is owned. */
GPtrArray *match_entries(const Site *site, int year);
/* The entry of that id, filed wherever, or NULL. */
const Entry *match_by_id(const Site *site, const char *id);
/*
 * Entry -> Document for each of `entries` that is one of `documents`: by its id; else, of documents whose
 * entry is there no longer, by the bytes of its file; else by type, title and day where only one of both has
 * them.
 */
GHashTable *match_documents(const Site *site, const GPtrArray *documents, const GPtrArray *entries);

/* Document *: of earlier years that are closed, those whose entry is told of in this year as well. The array
 * is owned. */
GPtrArray *match_spanning(const Record *record, const Site *site, int year);

/*
 * Entry -> Document for each of `documents` whose entry is there no longer under its name, but under another
 * as a draft or in another year. Entries that are one of `all`, the documents of the year, are not asked.
 */
GHashTable *match_strayed(const Site *site, int year, const GPtrArray *all, GPtrArray *documents);

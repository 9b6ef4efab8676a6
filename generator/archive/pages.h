/* SPDX-License-Identifier: MIT */
/* How many pages a document has whose entry does not say so (archive: {pages}): as many as printing it
 * takes. */
#pragma once

#include "print/typesetter.h"
#include "site/site.h"

/*
 * The pages of the entry's text, set on A4 as official documents are (GB/T 9704-2012, 5), and those of the
 * files that go with it: the pages of a PDF, one for a picture, none for others. A PDF that cannot be read is
 * a warning. At least 1. For a process that may read the site's files and the typesetter's fonts.
 */
guint document_pages(const TypesetModule *module, Typesetter *typesetter, const Site *site,
                     const Entry *entry, Diagnostics *diagnostics);

/* Whether files go with the entry of a kind that has no pages to count: a table, a film. */
gboolean document_pages_are_partial(const Entry *entry);

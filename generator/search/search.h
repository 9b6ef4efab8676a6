/* SPDX-License-Identifier: MIT */
/*
 * The index that the search page of a site reads in the browser, without a server: scripts that call
 * broadside_search(), so that they load from a disk, too. docs/search.md has their form. What is in it: the
 * entries that are listed and have a page; nothing of drafts and of what has ended.
 */
#pragma once

#include "search/files.h"
#include "site/site.h"

typedef struct Search Search;

/* The file that leads to all others. */
#define SEARCH_INDEX "index.js"

/* The entries of `site`, which must outlive it, as must `folder`, where texts wait; the plan has given them
 * their outputs. No text is in it yet. */
Search *search_new(const Site *site, const char *folder, GError **error);
void search_free(Search *search);

/* Whether the text of `entry` is wanted, and not there yet. */
gboolean search_wants(const Search *search, const Entry *entry);
/*
 * The text of an entry without its mark-up, blocks on lines of their own. What forked processes put is seen
 * by the process that made the search; each entry is put by one of them. What could not be put is still
 * wanted.
 */
void search_put(Search *search, const Entry *entry, const char *text, gsize length);
/* An entry that has no page after all is not found. In the same way. */
void search_leave_out(Search *search, const Entry *entry);

/* What search_keep() gave the last build, or anything: what is not whole is not used. */
void search_recall(Search *search, GBytes *kept);
/*
 * Makes the files, in at most `threads` threads: the same bytes in any number of them, and whatever was
 * recalled. Texts that nobody put, and that are needed, are taken from the entries' Markdown, in this thread.
 * A text that has changed since its front matter was read is an error in `diagnostics`.
 * What was recalled spares reading documents that are as they were, and files of records which `files` has.
 */
gboolean search_build(Search *search, guint threads, const SearchFiles *files, Diagnostics *diagnostics,
                      GError **error);
/* After that: appends what the next build is to be given. */
void search_keep(const Search *search, GByteArray *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Search, search_free)

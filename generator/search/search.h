/* SPDX-License-Identifier: MIT */
/*
 * The index that the search page of a site reads in the browser, without a server: scripts that call
 * broadside_search(), so that they load from a disk, too. docs/search.md has their form. What is in it: the
 * entries that are listed and have a page; nothing of drafts and of what has ended.
 */
#pragma once

#include "site/site.h"

typedef struct Search Search;

/* One file of the index. */
typedef struct {
    const char *name; /* from the index's folder: "index.js" */
    const char *text;
} SearchFile;

/* The file that leads to all others. */
#define SEARCH_INDEX "index.js"

/* The entries of `site`, which must outlive it; the plan has given them their outputs. No text is in it yet.
 */
Search *search_new(const Site *site);
void search_free(Search *search);

/* Whether the text of `entry` is wanted, and not there yet. */
gboolean search_wants(const Search *search, const Entry *entry);
/*
 * The text of an entry without its mark-up, blocks on lines of their own. What forked processes put is seen
 * by the process that made the search; each entry is put by one of them.
 */
void search_put(Search *search, const Entry *entry, const char *text, gsize length);

/* Makes the files, in at most `threads` threads: the same bytes in any number of them. */
void search_build(Search *search, guint threads);
guint search_count(const Search *search);
SearchFile search_file(const Search *search, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Search, search_free)

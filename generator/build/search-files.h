/* SPDX-License-Identifier: MIT */
/* The row with `search`: the files of the index below its path. */
#pragma once

#include "build/row.h"
#include "build/stage.h"

/* Adds the first file of the index, which others lead to; the plan remembers where they go. */
void search_files_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics);
/*
 * Reports the outputs that have names of files of the index, however many of these there are today. To be
 * called when all others are planned, and again for those that were added since.
 */
void search_files_check(Plan *plan, Diagnostics *diagnostics);

/* Whether it is the page of an entry, by which that is found. */
gboolean search_files_is_entry(const Page *page);
/* A page that is not made after all: if it is that of an entry, that is not found. */
void search_files_leave_out(Search *search, const Page *page);

/* Where the files of the index go, and what is known of those that were there. */
typedef struct {
    Stage *stage;
    gpointer data;
    /* The file that the destination has at the path, if that is proven; or NULL: nothing is known. */
    const StagedFile *(*known)(gpointer data, const char *path);
} SearchStaging;

/* Once the texts of all entries are there: makes the index in `threads` threads, stages its files, and
 * appends them to `files` (StagedFile), in the order of their paths. */
gboolean search_files_make(Plan *plan, const SearchStaging *staging, guint threads, GArray *files,
                           Diagnostics *diagnostics, GError **error);

/* SPDX-License-Identifier: MIT */
/* The evidence for each assessment item of data/indicators.yaml, gaps first. */
#pragma once

#include "archive/year.h"

/* Fills `book` from `arena`. */
void evidence_book(const ArchiveYear *year, Arena *arena, Book *book);
/* One page that needs no other file, with links into site/ and originals/ beside it; newly allocated. */
GString *evidence_html(const ArchiveYear *year);
/* With a byte order mark; newly allocated. */
GString *evidence_csv(const ArchiveYear *year);

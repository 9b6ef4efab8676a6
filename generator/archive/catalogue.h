/* SPDX-License-Identifier: MIT */
/* 归档文件目录, the catalogue of the archive by DA/T 22-2015: a volume for each retention and department. */
#pragma once

#include "archive/year.h"

/* Fills `book` from `arena`: of each volume cover, list, remarks sheet; then labels for the spines. */
void catalogue_book(const ArchiveYear *year, Arena *arena, Book *book);
/* The same as CSV, with a byte order mark, which Excel needs; newly allocated. */
GString *catalogue_csv(const ArchiveYear *year);

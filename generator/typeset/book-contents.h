/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the contents of a book and its index: pieces that tell on which pages others are. */
#pragma once

#include "typeset/book-setting.h"

/*
 * The chapters and headings after the piece, with their numbers, which are looked up when they are put. It is
 * as high whatever they are.
 */
BookRun *book_contents_new(BookSetting *setting, const BookPiece *piece);

/*
 * Items with the pages of their targets, as far as these have been placed. It may be of another height when
 * other pages are known: book_index_key() differs, if so. Newly allocated.
 */
BookRun *book_index_new(BookSetting *setting, const BookPiece *piece);
char *book_index_key(const BookSetting *setting, const BookPiece *piece);

/* SPDX-License-Identifier: MIT */
/*
 * The yearbook of a theme: yearbook/book.lua says what stands in it, in pieces, from the entries of a year.
 * The site's own theme/ may take the place of each of its files.
 */
#pragma once

#include "template/engine.h"
#include "typeset/book.h"

#define BOOK_SCRIPT "yearbook/book.lua"

typedef struct BookScript BookScript;

/* The theme's, or NULL where it has none. Mistakes are found by engine_book(). */
BookScript *book_script_load(const Theme *theme, GError **error);
void book_script_free(BookScript *script);

/*
 * Asks book.lua what stands in the book of `year` (a PAGE_YEAR page with its entries). Everything that `book`
 * points at lives in `arena`, or as long as the engine's site and the script. FALSE after diagnostics.
 */
gboolean engine_book(Engine *engine, const BookScript *script, const Page *year, Arena *arena, Book *book);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BookScript, book_script_free)

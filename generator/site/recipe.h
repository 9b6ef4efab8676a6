/* SPDX-License-Identifier: MIT */
/*
 * Where a collection comes from, as a text: the word for one that the site has by itself, then a line for
 * each step by which another was derived:
 *
 *     entries | pages | nothing | year-page 2025 | type 4:news | types 4:news 7:notices
 *     backlinks 6:news/a | these 6:news/a 6:news/b
 *
 *     slice FROM COUNT
 *     where 5:place=t2:P1 4:year=i2025
 *     sort ORDER asc|desc 5:title
 *     without 5:place
 *     group 5:level t8:district
 *
 * A text is written as its length in bytes, a colon and its bytes; a value as a letter for its kind and then
 * itself, so that it can be read back exactly: tTEXT, fFILE, wWORD (instead of a reference), rID, i INTEGER,
 * n NUMBER, T, F, d DAY.MINUTE.
 */
#pragma once

#include "site/site.h"

void recipe_append_text(GString *recipe, const char *text);
void recipe_append_value(GString *recipe, const Value *value);

/*
 * The collection that collection_recipe() gave the text for, on this site: another one where the entries are
 * others. NULL if the text is no recipe, or the site has nothing of the kind any more, such as the entry that
 * a condition names. Owned by the site.
 */
const Collection *site_recall(const Site *site, const char *recipe);

/* SPDX-License-Identifier: MIT */
/* What the search page shows of an entry, and searches beside its body. */
#pragma once

#include "site/site.h"

/* Characters of its text that a record keeps: no record is longer than a block. */
#define RECORD_CHARACTERS_MAX 4000

/* What is searched but its title and its body: its summary; and tags, people and places, a line each. */
void record_append_summary(GString *into, const Entry *entry);
void record_append_facts(GString *into, const Entry *entry);

/*
 * Appends the record: a JSON array of its address from the site's root, title, type (its index), day
 * ("2025-06-29", or ""), text, facts, and 1 if the text is cut, else 0. `body`: `length` bytes.
 */
void record_append(GString *into, const Entry *entry, guint type, const char *body, gsize length);

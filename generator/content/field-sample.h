/* SPDX-License-Identifier: MIT */
/* What an author could write for a field: in hints and in new entries. */
#pragma once

#include "content/type.h"

/* What to type for a field, as in "date: 2025-06-29"; newly allocated. */
char *field_example(const Field *field);
/* One value that the field takes, as YAML; of a list, one item. Its own example in `language`, if it has one;
 * NULL: nothing that could pass for the truth. Newly allocated. */
char *field_sample(const Field *field, const char *language);

/* SPDX-License-Identifier: MIT */
/* A type as a JSON Schema (2020-12), by which editors complete and check what is typed. */
#pragma once

#include "content/type.h"

/*
 * The schema of the front matter of `type`, or of broadside.yaml: every form that is read passes, so it says
 * no more than what a form looks like (whether a day or a file exists is for `check`). It knows fields by
 * their names, not by their labels. Titles and descriptions are in `language`. Newly allocated, with a line
 * end.
 */
char *schema_format(const Type *type, const char *language);

/*
 * The schema of a file that is one field, `whole`: a record, or a list of records. A record below whose
 * fields are those of `whole` again (a tree) is the same, without an end. `labels` name the file.
 */
char *schema_format_whole(const Field *whole, Labels labels, const char *language);

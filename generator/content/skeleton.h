/* SPDX-License-Identifier: MIT */
/* The file of a new entry. */
#pragma once

#include "content/type.h"
#include "text/calendar.h"

/*
 * Where a new entry goes: "content/news/2025/2025-11-20-ye-xun-dui.md". The date is in the name where
 * `dated`; without `day` there is no folder of the year either. Newly allocated.
 */
char *skeleton_path(const char *folder, const char *title, const Date *day, gboolean dated);

/*
 * The front matter of an entry of `type`, from '---' to '---' and an empty line; what is appended is its
 * Markdown. `values` (char * -> char *) holds what is known, by field: the YAML behind "name: ", such as
 * skeleton_scalar() gives, "[a, b]", or lines of which each begins with "\n  ". Without one, a required field
 * is left empty, so that `check` asks for it: nothing is claimed that nobody wrote. The others are comments,
 * last, with an example: without its "# " a line is YAML. What they mean is said in `language`. Newly
 * allocated.
 */
char *skeleton_format(const Type *type, GHashTable *values, const char *language);

/*
 * What is certain of an entry before anybody wrote it: its title (also a person's name), defaults of required
 * fields, and `today` for required dates and years. To be given to skeleton_format(), with more put in.
 */
GHashTable *skeleton_values(const Type *type, const char *title, Date today);

/* A value for a record: its required fields, left empty, and those with a default. Newly allocated. */
char *skeleton_record(const Field *field, const char *language);

/* `text` as a value of YAML, in quotes only where YAML takes it for something else. Newly allocated. */
char *skeleton_scalar(const char *text);

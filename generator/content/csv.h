/* SPDX-License-Identifier: MIT */
/* Tables as Excel and WPS save them: RFC 4180, and what they make of it. */
#pragma once

#include "content/table.h"

/*
 * The rows and columns of a CSV file. The separator is that of the first row (comma, semicolon, tab,
 * full-width comma), or what a first line such as "sep=;" says. FALSE after diagnostics; the table then has
 * what could be read.
 */
gboolean csv_parse(const Source *source, Arena *arena, Diagnostics *diagnostics, Table *table);

/* The same in free form: see table_read(). */
gboolean csv_read(const Source *source, Arena *arena, Diagnostics *diagnostics, Value *records,
                  Value *header);

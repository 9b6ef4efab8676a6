/* SPDX-License-Identifier: MIT */
/* Tables as Excel saves them (RFC 4180). */
#pragma once

#include "content/value.h"
#include "text/source.h"

/*
 * `records`: a list of records, one for each row below the first, which names the columns; the values are
 * texts. `header`, unless NULL: a list of those names. Rows without any text are passed over, as are columns
 * without a name and text. FALSE after a diagnostic.
 */
gboolean csv_read(const Source *source, Arena *arena, Diagnostics *diagnostics, Value *records,
                  Value *header);

/* SPDX-License-Identifier: MIT */
/* Private to template/: `where` of sheet.lua, checked by the types that the sheet is for. */
#pragma once

#include "template/sheet-private.h"

/* Sets the conditions of `file` from `members`, field by field. FALSE after a diagnostic. */
gboolean sheet_read_where(const SheetReading *reading, const Source *source, const GArray *members,
                          SheetFile *file);

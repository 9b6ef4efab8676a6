/* SPDX-License-Identifier: MIT */
/* Rows with `list`, `group`, `years` or `terms`: pages that show many entries, over several pages. */
#pragma once

#include "build/row.h"

void series_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics);

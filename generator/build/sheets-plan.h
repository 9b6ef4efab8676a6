/* SPDX-License-Identifier: MIT */
/* `build --posters`: the sheets of all that is running as outputs of the website. */
#pragma once

#include "build/plan.h"
#include "print/plan.h"

/* Where they go. */
#define SHEETS_FOLDER "sheets/"

/*
 * Adds an output for each running entry that has a page and a sheet ("sheets/notices/2025/water.pdf", which
 * its `sheet` is set to), and for each list of this year ("sheets/honours-2025.pdf"). All pages are planned.
 * Mistakes go to `diagnostics`; NULL with `error` where the machine fails. The outputs' `sheet` counts the
 * jobs of what is returned.
 */
SheetPlan *sheets_plan(Plan *plan, const Sheets *sheets, Diagnostics *diagnostics, GError **error);

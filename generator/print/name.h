/* SPDX-License-Identifier: MIT */
/* Names of the files that sheets go into. */
#pragma once

#include "print/plan.h"

/*
 * Gives all jobs of a plan their names: "2025-11-03-water-A3" after the last part of the entry's id,
 * "honours-2025-A3" of a list, "banner-01-6000x800" of a row. With the sheet's name where it is not the
 * entry's own; with the whole id where two would have the same name.
 */
void sheet_names_set(SheetPlan *plan, const Sheets *sheets, const SheetWish *wish);

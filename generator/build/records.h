/* SPDX-License-Identifier: MIT */
/* What of the records of years goes onto the website. */
#pragma once

#include "build/plan.h"
#include "record/record.h"

/*
 * Notes the years that have been archived for templates, and adds to the outputs what `archive: {publish}`
 * says of them, as far as it lies in the site's folder for records and Broadside made it: at the path of a
 * row of theme.lua with `record`, else at archive/YEAR/yearbook.pdf. A yearbook that shows what the website
 * has withheld since is left out, with a warning. To be called when the plan is filled.
 */
void records_plan(Plan *plan, const Record *record, Diagnostics *diagnostics);

/*
 * A year of which a record that Broadside made lies in the site's folder for records, while the register
 * knows no number of it: it was lost. The first; 0: none.
 */
int records_unnumbered(const Plan *plan, const Record *record);
/* Says so. */
void records_say_unnumbered(int year, Severity severity, Diagnostics *diagnostics);

/*
 * Says so where the catalogue of the record of a year, which lies in `folder`, has a number that the register
 * has not: an older one was put in its place, by which numbers would be given twice. TRUE: there is none.
 */
gboolean records_check_numbers(const Record *record, int year, const char *folder, Severity severity,
                               Diagnostics *diagnostics);

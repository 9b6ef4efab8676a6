/* SPDX-License-Identifier: MIT */
/*
 * Which outputs there are: the rows of theme.lua over the entries of the site, redirects at former addresses,
 * and the files that go with them.
 */
#pragma once

#include "build/plan.h"

/*
 * Fills an empty plan, and sets `output` of every entry that gets a page. Mistakes go to `diagnostics`; FALSE
 * with `error` where a folder cannot be read.
 */
gboolean plan_fill(Plan *plan, Diagnostics *diagnostics, GError **error);

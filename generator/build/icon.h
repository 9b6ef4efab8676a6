/* SPDX-License-Identifier: MIT */
/* Icons: rows of theme.lua that make a PNG of an SVG file, by the program broadside-icon. */
#pragma once

#include "build/plan.h"

/*
 * Adds the icon of `row` to the outputs. It is drawn, or taken from the site's cache (text/cache.h), where it
 * lies in letters under the hash of the SVG, its size and the form of drawing. Mistakes go to `diagnostics`.
 */
void icon_plan(Plan *plan, const ThemeOutput *row, Diagnostics *diagnostics);

/* Keeps the icons of the plan for the next build, and removes others. To be called with the site locked. */
void icons_keep(const Plan *plan);

/* SPDX-License-Identifier: MIT */
/* Private to typeset/: the largest size at which something fits. */
#pragma once

#include <glib.h>

/* Sizes that are tried lie so far apart, in points from the smallest. */
#define FIT_STEP 0.25
/* No text of a sheet is larger, in points: a banner of 20 m has room for it. */
#define FIT_MAX 30000.0

typedef gboolean (*FitTry)(gpointer data, double size);

/*
 * The largest of smallest, smallest + FIT_STEP, … and `largest` at which `try` gives TRUE; 0 if `smallest`
 * does not. `largest` 0: no limit. The smallest is tried first, so that much too much is known soon.
 */
double fit_search(double smallest, double largest, FitTry try, gpointer data);

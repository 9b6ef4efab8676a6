/* SPDX-License-Identifier: MIT */
#include "typeset/fit.h"

double fit_search(double smallest, double largest, FitTry try, gpointer data)
{
    const double most = largest > 0 ? MAX(largest, smallest) : FIT_MAX;
    guint fits = 0, fails = 1;

    if (!try(data, smallest))
        return 0;
    if (largest > 0 && try(data, most))
        return most;
    while (smallest + fails * FIT_STEP < most && try(data, smallest + fails * FIT_STEP)) {
        fits = fails;
        fails *= 2;
    }
    while (fails - fits > 1) {
        const guint middle = fits + (fails - fits) / 2;
        const double size = smallest + middle * FIT_STEP;
        if (size < most && try(data, size))
            fits = middle;
        else
            fails = middle;
    }
    return smallest + fits * FIT_STEP;
}

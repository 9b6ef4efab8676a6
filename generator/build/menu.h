/* SPDX-License-Identifier: MIT */
/* The menu of broadside.yaml. */
#pragma once

#include "build/plan.h"

/* Reports each item that leads to no output, where it is written. To be called when all outputs are planned.
 */
void menu_check(const Plan *plan, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
#pragma once

#include "compile/compiler.h"

/*
 * Warns of values that will be refused for where they stand (escape/escape.h), also in branches that no page
 * of this site takes. Only rendering knows where a value stands: this follows the template as far as each
 * branch leaves the place as it found it, and says nothing of what comes after one that does not.
 */
void forecast_template(const Template *template, Diagnostics *diagnostics);

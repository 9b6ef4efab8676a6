/* SPDX-License-Identifier: MIT */
/* The assessment items that entries say they are evidence for. */
#pragma once

#include "content/content.h"

/* Whether each of `indicators` of an entry is an id in data/indicators, where there is such a file; reports
 * those that are not. */
void indicators_check(const Content *content, Diagnostics *diagnostics);

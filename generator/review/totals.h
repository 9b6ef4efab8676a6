/* SPDX-License-Identifier: MIT */
/* Whether totals of tables are the sums of their parts. */
#pragma once

#include "review/prose.h"

void totals_review(Prose *prose);

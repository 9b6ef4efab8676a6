/* SPDX-License-Identifier: MIT */
/* Whether the year in a title is that of its entry. */
#pragma once

#include "review/prose.h"

void year_review(Prose *prose);

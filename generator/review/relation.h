/* SPDX-License-Identifier: MIT */
/* Faults that show only between entries: an honour entered twice, an event that nobody has told of. */
#pragma once

#include "review/finding.h"

/* `entries` in the order in which they are read: of two equal ones the later is reported. */
void honours_review(Review *review, const GPtrArray *entries);
void events_review(Review *review, const GPtrArray *entries);

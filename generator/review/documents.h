/* SPDX-License-Identifier: MIT */
/* Numbers of people in PDF and Office documents; and which of them nobody could look into. */
#pragma once

#include "review/finding.h"

/* `paths` (char *): files of the site, in the order of their names. What is known of those that have not
 * changed is taken from the memory; others are read by several processes at once. */
void documents_review(Review *review, const GPtrArray *paths);

/* SPDX-License-Identifier: MIT */
/* Links to other hosts, asked for by a program of their own: broadside-links. */
#pragma once

#include "review/finding.h"

/* Asks for each address in the texts and fields of what is shown, once; warns of those that lead nowhere. */
void external_review(Review *review);

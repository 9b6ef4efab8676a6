/* SPDX-License-Identifier: MIT */
/* What the fields of one entry say together: each is right by itself, and both cannot be. */
#pragma once

#include "content/entry.h"

/*
 * Reports dates whose order cannot be (an end before its start), commitments whose status and closing day
 * contradict each other, and a focus that lies outside of its picture. It knows no today.
 */
void entry_check(const Entry *entry, Diagnostics *diagnostics);

/* SPDX-License-Identifier: MIT */
/* What the fields of an entry are like. */
#pragma once

#include "record/record-private.h"

/* A digest of each field that the author wrote, ordered by name, in `arena`. What the review is told
 * (`accept`, `alt`, `focus`) does not count. */
const Trait *traits_of(const Entry *entry, Arena *arena, guint *count);
/*
 * The names of the fields that differ, or that only one of both has, NULL-terminated; to be given to g_free.
 * Both are ordered by name.
 */
const char **traits_differ(const Trait *before, guint n_before, const Trait *now, guint n_now);

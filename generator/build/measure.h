/* SPDX-License-Identifier: MIT */
/* The sizes of all pictures that pages may show: those who render can open none of them. */
#pragma once

#include "build/memo.h"
#include "build/plan.h"

/*
 * Path at which a picture is published (whether it is, or not) -> PictureSize *, of those whose size is
 * known. Those that `memo` (may be NULL) does not know are read by at most `threads` threads, which are gone
 * when it is done, and noted there. Free with g_hash_table_unref().
 */
GHashTable *measure_pictures(const Plan *plan, Memo *memo, guint threads);

/* SPDX-License-Identifier: MIT */
#pragma once

/* Memory for cmark: what one document allocates lies together, and goes with it. cmark makes dozens of small
 * pieces for each paragraph; to free them one by one costs as much as to make them. */

#include <cmark-gfm.h>
#include <glib.h>

typedef struct Memory Memory;

Memory *memory_new(void);
/* All that was allocated from it is gone. */
void memory_free(Memory *memory);

/* Makes `memory` the one that memory_allocator() allocates from, and returns the one before: cmark gives its
 * allocator no data of its own. A document's is to be used for as long as anything may change its tree. */
Memory *memory_use(Memory *memory);
/* What it frees stays until memory_free(). */
cmark_mem *memory_allocator(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Memory, memory_free)

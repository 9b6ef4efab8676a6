/* SPDX-License-Identifier: MIT */
/* Paragraphs that stand in two entries. */
#pragma once

#include "review/prose.h"

/* What has been read so far. */
typedef struct Paragraphs Paragraphs;

Paragraphs *paragraphs_new(void);
void paragraphs_free(Paragraphs *paragraphs);
/* Reports the paragraphs of more than 60 characters that stood in another entry before, and keeps the rest.
 */
void paragraphs_review(Paragraphs *paragraphs, Prose *prose);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paragraphs, paragraphs_free)

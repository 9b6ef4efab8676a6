/* SPDX-License-Identifier: MIT */
/* Paragraphs that stand in two entries. */
#pragma once

#include "review/prose.h"

/* Appends the paragraphs of more than 60 characters to `list`, which paragraph_list_new() has made. */
GArray *paragraph_list_new(void);
void paragraph_list_add(GArray *list, const Prose *prose);

/* What has been read so far. */
typedef struct Paragraphs Paragraphs;

Paragraphs *paragraphs_new(void);
void paragraphs_free(Paragraphs *paragraphs);
/* Reports those of the list that stood in another entry before, and keeps the rest. */
void paragraphs_review(Paragraphs *paragraphs, Review *review, const GArray *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paragraphs, paragraphs_free)

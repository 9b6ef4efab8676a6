/* SPDX-License-Identifier: MIT */
/* Paragraphs that stand in two entries. */
#pragma once

#include "review/memory.h"
#include "review/prose.h"

/* A paragraph of an entry. */
typedef struct {
    const Entry *entry;
    MemoryParagraph at;
    gboolean whole; /* private */
} Paragraph;

/* Appends the paragraphs of more than 60 characters to `list`, of Paragraph. */
void paragraph_list_add(GArray *list, const Prose *prose);

/* What has been read so far. */
typedef struct Paragraphs Paragraphs;

/* `count`: about as many as there are. */
Paragraphs *paragraphs_new(guint count);
void paragraphs_free(Paragraphs *paragraphs);
/* To be told of all of a list, before any is reviewed. */
void paragraphs_expect(Paragraphs *paragraphs, const GArray *list);
/* Reports those of the list that stood in another entry before, and keeps the rest; the list stays as it is
 * as long. Where paragraphs begin alike, the hash of all of it is filled in. */
void paragraphs_review(Paragraphs *paragraphs, Review *review, GArray *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paragraphs, paragraphs_free)

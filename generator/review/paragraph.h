/* SPDX-License-Identifier: MIT */
/* Paragraphs that stand in two entries. */
#pragma once

#include "review/memory.h"
#include "review/prose.h"

/* A paragraph of an entry. */
typedef struct {
    const Entry *entry;
    guint number; /* among those of all entries */
    MemoryParagraph at;
    gboolean whole; /* private */
} Paragraph;

/* Appends the paragraphs of more than 60 characters to `list`, of MemoryParagraph. */
void paragraph_list_add(GArray *list, const Prose *prose);

/* What is known of all of them. */
typedef struct Paragraphs Paragraphs;

/* For `count` paragraphs, or about as many. */
Paragraphs *paragraphs_new(guint count);
void paragraphs_free(Paragraphs *paragraphs);
/* First it is told of all of them, so that most need not be looked up among all: they begin as no other does.
 */
void paragraphs_expect(Paragraphs *paragraphs, const MemoryParagraph *paragraph);
gboolean paragraphs_may_repeat(const Paragraphs *paragraphs, const MemoryParagraph *paragraph);
/* Reports those of the list, of Paragraph, that stood in another entry before, and keeps the rest; the list
 * stays as it is as long. Where paragraphs begin alike, the hash of all of it is filled in. */
void paragraphs_review(Paragraphs *paragraphs, Review *review, GArray *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paragraphs, paragraphs_free)

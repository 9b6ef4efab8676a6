/* SPDX-License-Identifier: MIT */
/*
 * What an earlier review found out of texts that have not changed since, so that they need not be read again:
 * that nothing was to be said of them alone, and what is compared across texts. Of a text about which
 * anything was said, or in which a finding is accepted, nothing is kept: it is read again. So it is with the
 * documents beside entries; of those that could not be read it is kept why. No text is kept, and no number.
 */
#pragma once

#include "content/entry.h"
#include "text/sink.h"

typedef struct ReviewMemory ReviewMemory;

/* A paragraph that may stand in another text, too. */
typedef struct {
    guint32 start, end; /* in the file, bytes */
    guint64 beginning;  /* a hash */
    guint64 whole;      /* a hash; 0: not known */
} MemoryParagraph;

enum {
    MEMORY_FRAGMENTS = 1, /* the text may hold a link to a heading */
    MEMORY_BRACKETS = 2,  /* it may hold a link at all */
    MEMORY_IMAGES = 4,    /* it may hold an image without words */
};

/* `rules`: a hash of everything but the texts that decides what is found. */
ReviewMemory *review_memory_new(guint64 rules);
/* What review_memory_save() has made; empty where the bytes are none, damaged or of other rules. The bytes
 * stay referred to. */
ReviewMemory *review_memory_open(GBytes *bytes, guint64 rules);
void review_memory_free(ReviewMemory *memory);

/* Whether the text of the entry is known; its paragraphs are borrowed. By any number of threads. */
gboolean review_memory_find(const ReviewMemory *memory, const Entry *entry, guint *flags,
                            const MemoryParagraph **paragraphs, guint *count);
/* Keeps what is known of a text; not to one that review_memory_open() has made. The paragraphs must outlive
 * it, as those of an earlier memory do. */
void review_memory_keep(ReviewMemory *memory, const Entry *entry, guint flags,
                        const MemoryParagraph *paragraphs, guint count);
/* The same of paragraphs that are to be filled in. */
MemoryParagraph *review_memory_add(ReviewMemory *memory, const Entry *entry, guint flags, guint count);

/* What is known of a document in which no number was found. */
typedef struct {
    guint64 key;    /* of its path and its stamp */
    guint32 unread; /* an Unread (extract.h) */
    guint32 page;   /* that of the first page without text */
} MemoryDocument;

/* NULL where it is not known; borrowed. `memory` may be NULL. */
const MemoryDocument *review_memory_find_document(const ReviewMemory *memory, guint64 key);
void review_memory_keep_document(ReviewMemory *memory, const MemoryDocument *document);

void review_memory_save(const ReviewMemory *memory, const Sink *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReviewMemory, review_memory_free)

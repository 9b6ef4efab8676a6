/* SPDX-License-Identifier: MIT */
/* Reading documents, several at a time: their terms, and their records in blocks. */
#pragma once

#include "search/gather.h"
#include "search/texts.h"

/* Records of documents that follow each other, with a comma and a new line between them. */
typedef struct {
    GString *text; /* owned by whoever takes the blocks */
    guint first;
    guint count;
} Block;

/* Documents that follow each other, which one thread reads. */
typedef struct {
    guint from;
    guint until;
    Gather *bodies; /* this and the next two are owned by the caller of parts_read() */
    Gather *titles;
    GArray *blocks; /* Block */
} Part;

/* What is read; all borrowed. */
typedef struct {
    const GPtrArray *entries; /* Entry *, the documents */
    const Texts *texts;
    const guint *slots; /* of each document, among the texts */
    GHashTable *types;  /* Type * -> its index */
} Reading;

/* Fills `count` parts in at most `threads` threads. The blocks are the same in any number of parts. */
void parts_read(const Reading *reading, Part *parts, guint count, guint threads);

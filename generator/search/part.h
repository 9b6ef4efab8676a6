/* SPDX-License-Identifier: MIT */
/* Reading the documents of stretches, several at a time: their terms, and their records in files. */
#pragma once

#include "search/document.h"
#include "search/files.h"
#include "search/gather.h"

/* Stretches that follow each other, which one thread reads. */
typedef struct {
    guint from, until;
    Gather
        *bodies; /* this and the next are owned by the caller of parts_read(): of documents that are anew */
    Gather *titles;
} Part;

/* What is read; all borrowed. */
typedef struct {
    const SearchDocument *documents;
    GArray *stretches; /* Stretch: of those that are anew the blocks are added */
    const Texts *texts;
    const SearchFiles *files; /* takes the blocks */
} Reading;

/* Fills `count` parts in at most `threads` threads. The files are the same in any number of parts. */
gboolean parts_read(const Reading *reading, Part *parts, guint count, guint threads, GError **error);

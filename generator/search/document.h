/* SPDX-License-Identifier: MIT */
/* An entry in the index, and the stretches of entries whose records are in files of their own. */
#pragma once

#include "search/texts.h"
#include "site/site.h"
#include "text/file.h"

typedef struct {
    const Entry *entry;
    guint slot;    /* among the texts */
    guint type;    /* among the types of the index */
    Digest key;    /* of all that its record and its terms are made of */
    gboolean anew; /* its terms are not those of a kept document */
} SearchDocument;

/* A file of records. */
typedef struct {
    Digest digest;
    guint32 count; /* of its records */
} Block;

#define STRETCH_NAME 6

/*
 * Documents that follow each other, on average STRETCH_DOCUMENTS of them. Where one begins is said by the
 * addresses of the entries alone: a change of one entry, or one more or less, leaves all other stretches as
 * they are.
 */
typedef struct {
    char name[STRETCH_NAME + 1]; /* of its files; its own */
    guint from, until;
    Digest sum;     /* of the keys and types of its documents */
    gboolean anew;  /* its files are to be made */
    GArray *blocks; /* Block; owned */
} Stretch;

#define STRETCH_DOCUMENTS 100

/* Fills in the keys of `count` documents, in at most `threads` threads. */
void documents_identify(const Site *site, SearchDocument *documents, guint count, guint threads);
/* The stretches of documents that have their keys: newly allocated GArray of Stretch. */
GArray *stretches_lay(const SearchDocument *documents, guint count);

/* SPDX-License-Identifier: MIT */
/*
 * What one build keeps of its index for the next: which documents there were, what files of records, and all
 * terms with their postings. Not their texts.
 */
#pragma once

#include "search/document.h"
#include "search/term.h"

typedef struct Recalled Recalled;

/* `bytes`: recalled_write()'s, or anything. NULL: they are not whole, or of another form, or of other
 * libraries, which may take texts apart in another way. */
Recalled *recalled_new(GBytes *bytes);
void recalled_free(Recalled *recalled);

/* The keys of its documents by their numbers. */
const Digest *recalled_documents(const Recalled *recalled, guint *count);
/* Takes over the blocks of the stretch of that name and sum, if there is one. */
gboolean recalled_blocks(const Recalled *recalled, const Stretch *stretch, GArray *blocks);
/* Its terms in their order. */
const TermKey *recalled_terms(const Recalled *recalled, guint *count);
/* The postings of the term at `index`, as a shard has them: `length` bytes. */
const char *recalled_postings(const Recalled *recalled, guint index, gsize *length);

/* What is kept. `texts`: the postings of all terms, one after the other; `ends`: where each ends (guint32).
 */
typedef struct {
    const SearchDocument *documents;
    guint n_documents;
    const GArray *stretches; /* Stretch */
    const GArray *terms;     /* TermKey */
    const GArray *ends;
    const GString *texts;
} RecalledParts;

void recalled_write(const RecalledParts *parts, GByteArray *into);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recalled, recalled_free)

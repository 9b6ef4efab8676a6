/* SPDX-License-Identifier: MIT */
/*
 * What each page of a build has read (template/reads.h), as workers hand it back: every fact once, and for
 * each page the numbers of its facts.
 */
#pragma once

#include "template/reads.h"

typedef struct Readings Readings;

/* What a worker hands back of its pages: its process id, the number of the first key among those that follow,
 * keys that it has not named before, and of each page the words of a ReadingRow. */
#define READINGS_VARIANT_TYPE "(uuasat)"

/* Worker: what of the last page is to be handed back is added to `words`. `mended`: it is what the page has
 * read besides what is known of it, and spans that take the places of those that are. */
void readings_add_page(GArray *words, guint page, gboolean mended, Reads *reads);
/* The same, as a variant: the keys from `named` on, which is moved. Floating. `words` is emptied. */
GVariant *readings_pack(GArray *words, const Reads *reads, guint *named);

/* The facts are numbered: keys by odd numbers, entries by even ones. */
typedef guint32 Fact;
#define FACT_OF_KEY(number) ((Fact)(number) << 1 | 1)
#define FACT_OF_PAIR(number) ((Fact)(number) << 1)
#define FACT_IS_KEY(fact) ((fact)&1)
#define FACT_NUMBER(fact) ((fact) >> 1)

/* An entry, and slots of it. */
typedef struct {
    guint32 position;
    guint32 next; /* private */
    Slots slots;
} ReadPair;

/* Of that many pages and entries. */
Readings *readings_new(guint pages, guint entries);
void readings_free(Readings *readings);
/* From a process that may be hostile: what makes no sense is left out. Of a page named twice the last counts.
 */
void readings_take(Readings *readings, GVariant *packed);

/* The number of a fact, which is added if it is not there. */
Fact readings_key(Readings *readings, const char *text);
/* The same of a key to which the answer (facts.h) is known; and what is known, 0 where nothing is. */
Fact readings_key_answered(Readings *readings, const char *text, guint64 answer);
guint64 readings_answer(const Readings *readings, guint number);
Fact readings_pair(Readings *readings, guint position, Slots slots);
/* A fragment that has read these facts, and its number. */
guint32 readings_fragment(Readings *readings, const Fact *facts, guint count);

/* What a page has read. */
typedef struct {
    const Fact *facts; /* of its own */
    guint n_facts;
    const ReadSpan *spans;
    guint n_spans;
} PageReads;

void readings_set(Readings *readings, guint page, const PageReads *reads);
/* The same of a page that is to be mended, or rendered: it counts once a worker has told of that. Fragments
 * that are to be replaced are READ_SAME. */
void readings_expect(Readings *readings, guint page, const PageReads *reads);

/* Whether all that was handed back can be true: else no page may be kept because of it. */
gboolean readings_are_whole(const Readings *readings);
/* Whether it was told of the page what it has read. */
gboolean readings_has(const Readings *readings, guint page);
/* Borrowed until something is added. */
PageReads readings_of(const Readings *readings, guint page);
guint readings_count_fragments(const Readings *readings);
const Fact *readings_fragment_facts(const Readings *readings, guint32 fragment, guint *count);
guint readings_count_keys(const Readings *readings);
const char *readings_key_text(const Readings *readings, guint number);
guint readings_count_pairs(const Readings *readings);
const ReadPair *readings_pair_at(const Readings *readings, guint number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Readings, readings_free)

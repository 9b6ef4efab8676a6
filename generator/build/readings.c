/* SPDX-License-Identifier: MIT */
#include "build/readings-private.h"

#include <string.h>

/* A part of an array. */
typedef struct {
    guint32 start;
    guint32 count;
} Part;

typedef struct {
    Part facts;
    Part spans;
    gboolean told;
} PageRow;

struct Readings {
    guint pages;
    guint entries;
    GArray *facts;     /* Fact: of all pages and fragments */
    GArray *spans;     /* ReadSpan: of all pages */
    PageRow *rows;     /* by page */
    GArray *fragments; /* Part: of the facts */
    GPtrArray *texts;
    GArray *answers;     /* guint64: to the keys, 0 where it is not known */
    GHashTable *keys;    /* text -> number + 1; owns the texts */
    GArray *pairs;       /* ReadPair: those of one entry are linked */
    guint32 *heads;      /* by position: the number of the first pair, + 1 */
    gboolean broken;     /* a worker said what cannot be: nothing of it is to be kept */
    GHashTable *workers; /* process id -> WorkerNumbers */
};

Readings *readings_new(guint pages, guint entries)
{
    Readings *readings = g_new0(Readings, 1);

    readings->pages = pages;
    readings->entries = entries;
    readings->facts = g_array_new(FALSE, FALSE, sizeof(Fact));
    readings->spans = g_array_new(FALSE, FALSE, sizeof(ReadSpan));
    readings->rows = g_new0(PageRow, pages + 1);
    readings->fragments = g_array_new(FALSE, FALSE, sizeof(Part));
    readings->texts = g_ptr_array_new();
    readings->answers = g_array_new(FALSE, TRUE, sizeof(guint64));
    readings->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    readings->pairs = g_array_new(FALSE, FALSE, sizeof(ReadPair));
    readings->heads = g_new0(guint32, entries + 1);
    readings->workers = g_hash_table_new_full(NULL, NULL, NULL, worker_numbers_free);
    return readings;
}

void readings_free(Readings *readings)
{
    if (!readings)
        return;
    g_array_unref(readings->facts);
    g_array_unref(readings->spans);
    g_free(readings->rows);
    g_array_unref(readings->fragments);
    g_ptr_array_unref(readings->texts);
    g_array_unref(readings->answers);
    g_hash_table_unref(readings->keys);
    g_array_unref(readings->pairs);
    g_free(readings->heads);
    g_hash_table_unref(readings->workers);
    g_free(readings);
}

Fact readings_key(Readings *readings, const char *text)
{
    const guint known = GPOINTER_TO_UINT(g_hash_table_lookup(readings->keys, text));

    if (known)
        return FACT_OF_KEY(known - 1);
    char *kept = g_strdup(text);
    g_ptr_array_add(readings->texts, kept);
    g_array_set_size(readings->answers, readings->texts->len);
    g_hash_table_insert(readings->keys, kept, GUINT_TO_POINTER(readings->texts->len));
    return FACT_OF_KEY(readings->texts->len - 1);
}

Fact readings_key_answered(Readings *readings, const char *text, guint64 answer)
{
    const Fact fact = readings_key(readings, text);

    g_array_index(readings->answers, guint64, FACT_NUMBER(fact)) = answer;
    return fact;
}

guint64 readings_answer(const Readings *readings, guint number)
{
    return g_array_index(readings->answers, guint64, number);
}

Fact readings_pair(Readings *readings, guint position, Slots slots)
{
    const ReadPair pair = {position, readings->heads[position], slots};

    for (guint at = pair.next; at; at = g_array_index(readings->pairs, ReadPair, at - 1).next)
        if (g_array_index(readings->pairs, ReadPair, at - 1).slots == slots)
            return FACT_OF_PAIR(at - 1);
    g_array_append_val(readings->pairs, pair);
    readings->heads[position] = readings->pairs->len;
    return FACT_OF_PAIR(readings->pairs->len - 1);
}

static Part facts_add(Readings *readings, const Fact *facts, guint count)
{
    const Part part = {readings->facts->len, count};
    g_array_append_vals(readings->facts, facts, count);
    return part;
}

guint32 readings_fragment(Readings *readings, const Fact *facts, guint count)
{
    const Part part = facts_add(readings, facts, count);
    g_array_append_val(readings->fragments, part);
    return readings->fragments->len - 1;
}

static void row_set(Readings *readings, guint page, const PageReads *reads, gboolean told)
{
    PageRow *row = &readings->rows[page];

    row->facts = facts_add(readings, reads->facts, reads->n_facts);
    row->spans = (Part){readings->spans->len, reads->n_spans};
    row->told = told;
    g_array_append_vals(readings->spans, reads->spans, reads->n_spans);
}

void readings_set(Readings *readings, guint page, const PageReads *reads)
{
    row_set(readings, page, reads, TRUE);
}

void readings_expect(Readings *readings, guint page, const PageReads *reads)
{
    row_set(readings, page, reads, FALSE);
}

GHashTable *readings_workers(Readings *readings)
{
    return readings->workers;
}

void readings_break(Readings *readings)
{
    readings->broken = TRUE;
}

guint readings_count_pages(const Readings *readings)
{
    return readings->pages;
}

guint readings_count_entries(const Readings *readings)
{
    return readings->entries;
}

gboolean readings_are_whole(const Readings *readings)
{
    return !readings->broken;
}

gboolean readings_has(const Readings *readings, guint page)
{
    return readings->rows[page].told;
}

PageReads readings_of(const Readings *readings, guint page)
{
    const PageRow *row = &readings->rows[page];

    return (PageReads){.facts = &g_array_index(readings->facts, Fact, row->facts.start),
                       .n_facts = row->facts.count,
                       .spans = &g_array_index(readings->spans, ReadSpan, row->spans.start),
                       .n_spans = row->spans.count};
}

guint readings_count_fragments(const Readings *readings)
{
    return readings->fragments->len;
}

const Fact *readings_fragment_facts(const Readings *readings, guint32 fragment, guint *count)
{
    const Part *part = &g_array_index(readings->fragments, Part, fragment);

    *count = part->count;
    return &g_array_index(readings->facts, Fact, part->start);
}

guint readings_count_keys(const Readings *readings)
{
    return readings->texts->len;
}

const char *readings_key_text(const Readings *readings, guint number)
{
    return readings->texts->pdata[number];
}

guint readings_count_pairs(const Readings *readings)
{
    return readings->pairs->len;
}

const ReadPair *readings_pair_at(const Readings *readings, guint number)
{
    return &g_array_index(readings->pairs, ReadPair, number);
}

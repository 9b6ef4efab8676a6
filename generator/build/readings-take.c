/* SPDX-License-Identifier: MIT */
/* How a worker tells what its pages have read, and how the parent understands it. */
#include "build/readings-private.h"

#include <unistd.h>

/* The words of a row: its kind and number, how many pairs and keys, how many spans; two words for each pair,
 * a word for each key, and a ReadSpan for each span. */
typedef enum { ROW_FRAGMENT, ROW_PAGE, ROW_MENDED } RowKind;

enum { WORDS_HEAD = 3, WORDS_PAIR = 2, WORDS_SPAN = sizeof(ReadSpan) / sizeof(guint64) };

/* In a worker */

static guint64 two(guint32 low, guint32 high)
{
    return (guint64)high << 32 | low;
}

static void add_word(GArray *words, guint64 word)
{
    g_array_append_val(words, word);
}

typedef struct {
    const ReadEntry *entries;
    const guint32 *keys;
    const ReadSpan *spans;
    guint n_entries, n_keys, n_spans;
} Row;

static void add_row(GArray *words, RowKind kind, guint number, const Row *row)
{
    add_word(words, two(number, kind));
    add_word(words, two(row->n_entries, row->n_keys));
    add_word(words, row->n_spans);
    for (guint i = 0; i < row->n_entries; i++) {
        add_word(words, row->entries[i].position);
        add_word(words, row->entries[i].slots);
    }
    for (guint i = 0; i < row->n_keys; i++)
        add_word(words, row->keys[i]);
    g_array_append_vals(words, row->spans, row->n_spans * WORDS_SPAN);
}

static void add_fragments(GArray *words, Reads *reads)
{
    const GPtrArray *fresh = reads_fresh(reads);

    for (guint i = 0; i < fresh->len; i++) {
        Row row = {.n_spans = 0};
        row.entries = read_set_entries(fresh->pdata[i], &row.n_entries);
        row.keys = read_set_keys(fresh->pdata[i], &row.n_keys);
        add_row(words, ROW_FRAGMENT, 0, &row);
    }
    reads_told(reads);
}

void readings_add_page(GArray *words, guint page, gboolean mended, Reads *reads)
{
    Row row;

    add_fragments(words, reads);
    row.entries = reads_entries(reads, &row.n_entries);
    row.keys = reads_keys(reads, &row.n_keys);
    row.spans = reads_spans(reads, &row.n_spans);
    add_row(words, mended ? ROW_MENDED : ROW_PAGE, page, &row);
}

GVariant *readings_pack(GArray *words, const Reads *reads, guint *named)
{
    GVariantBuilder texts;
    const guint first = *named;

    g_variant_builder_init(&texts, G_VARIANT_TYPE("as"));
    for (; *named < reads_count_keys(reads); (*named)++) {
        const char *text = reads_key_text(reads, *named);
        g_variant_builder_add(&texts, "s", g_utf8_validate(text, -1, NULL) ? text : "");
    }
    GVariant *parts[] = {
        g_variant_new_uint32((guint32)getpid()), g_variant_new_uint32(first), g_variant_builder_end(&texts),
        g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, words->data, words->len, sizeof(guint64))};
    g_array_set_size(words, 0);
    return g_variant_new_tuple(parts, G_N_ELEMENTS(parts));
}

/* In the parent */

void worker_numbers_free(gpointer data)
{
    WorkerNumbers *numbers = data;

    g_array_unref(numbers->keys);
    g_array_unref(numbers->fragments);
    g_free(numbers);
}

static WorkerNumbers *worker_numbers(Readings *readings, guint32 worker)
{
    GHashTable *workers = readings_workers(readings);
    WorkerNumbers *numbers = g_hash_table_lookup(workers, GUINT_TO_POINTER(worker));

    if (!numbers) {
        numbers = g_new(WorkerNumbers, 1);
        numbers->keys = g_array_new(FALSE, FALSE, sizeof(Fact));
        numbers->fragments = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_hash_table_insert(workers, GUINT_TO_POINTER(worker), numbers);
    }
    return numbers;
}

static void keys_take(Readings *readings, GArray *keys, guint32 first, GVariant *texts)
{
    GVariantIter iter;
    const char *text;

    if (first != keys->len) { /* another process with the same number, or a lie */
        readings_break(readings);
        return;
    }
    g_variant_iter_init(&iter, texts);
    while (g_variant_iter_next(&iter, "&s", &text)) {
        const Fact fact = readings_key(readings, text);
        g_array_append_val(keys, fact);
    }
}

/* The facts of a row, added to `facts`. FALSE where there can be no such. */
static gboolean facts_take(Readings *readings, const WorkerNumbers *numbers, const guint64 *words,
                           guint n_pairs, guint n_keys, GArray *facts)
{
    for (guint i = 0; i < n_pairs; i++, words += WORDS_PAIR) {
        if (words[0] >= readings_count_entries(readings))
            return FALSE;
        const Fact fact = readings_pair(readings, (guint)words[0], words[1]);
        g_array_append_val(facts, fact);
    }
    for (guint i = 0; i < n_keys; i++, words++) {
        if (*words >= numbers->keys->len)
            return FALSE;
        g_array_append_val(facts, g_array_index(numbers->keys, Fact, *words));
    }
    return TRUE;
}

/* `span` with the number that its fragment has here. */
static gboolean span_take(const WorkerNumbers *numbers, ReadSpan *span)
{
    if (span->fragment >= numbers->fragments->len)
        return FALSE;
    span->fragment = g_array_index(numbers->fragments, guint32, span->fragment);
    return TRUE;
}

static gboolean page_take(Readings *readings, const WorkerNumbers *numbers, guint page, const GArray *facts,
                          GArray *spans)
{
    for (guint i = 0; i < spans->len; i++)
        if (!span_take(numbers, &g_array_index(spans, ReadSpan, i)))
            return FALSE;
    const PageReads reads = {.facts = (const Fact *)(const void *)facts->data,
                             .n_facts = facts->len,
                             .spans = (const ReadSpan *)(const void *)spans->data,
                             .n_spans = spans->len};
    readings_set(readings, page, &reads);
    return TRUE;
}

/* Whether one of the facts says as much. */
static gboolean is_known(const Readings *readings, const PageReads *reads, Fact fact)
{
    for (guint i = 0; i < reads->n_facts; i++) {
        if (reads->facts[i] == fact)
            return TRUE;
        if (FACT_IS_KEY(fact) || FACT_IS_KEY(reads->facts[i]))
            continue;
        const ReadPair *a = readings_pair_at(readings, FACT_NUMBER(fact));
        const ReadPair *b = readings_pair_at(readings, FACT_NUMBER(reads->facts[i]));
        if (a->position == b->position && !(a->slots & ~b->slots))
            return TRUE;
    }
    return FALSE;
}

/* What was expected of the page (readings_expect()), with what is new of it. */
static gboolean mended_take(Readings *readings, const WorkerNumbers *numbers, guint page, const GArray *fresh,
                            GArray *spans)
{
    PageReads reads = readings_of(readings, page);
    g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(Fact));

    if (reads.n_spans != spans->len || spans->len == 0)
        return FALSE;
    for (guint i = 0; i < spans->len; i++) {
        ReadSpan *span = &g_array_index(spans, ReadSpan, i);
        if (span->fragment == READ_SAME)
            span->fragment = reads.spans[i].fragment;
        else if (!span_take(numbers, span))
            return FALSE;
        if (span->fragment == READ_SAME)
            return FALSE;
    }
    g_array_append_vals(facts, reads.facts, reads.n_facts);
    for (guint i = 0; i < fresh->len; i++)
        if (!is_known(readings, &reads, g_array_index(fresh, Fact, i)))
            g_array_append_val(facts, g_array_index(fresh, Fact, i));
    reads = (PageReads){.facts = (const Fact *)(const void *)facts->data,
                        .n_facts = facts->len,
                        .spans = (const ReadSpan *)(const void *)spans->data,
                        .n_spans = spans->len};
    readings_set(readings, page, &reads);
    return TRUE;
}

/* One row, whose words are there. FALSE where it makes no sense. */
static gboolean row_take(Readings *readings, WorkerNumbers *numbers, const guint64 *words, guint n_spans)
{
    const guint number = (guint)(words[0] & G_MAXUINT32), kind = (guint)(words[0] >> 32);
    const guint n_pairs = (guint)(words[1] & G_MAXUINT32), n_keys = (guint)(words[1] >> 32);
    g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(Fact));
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(ReadSpan));

    words += WORDS_HEAD;
    if (!facts_take(readings, numbers, words, n_pairs, n_keys, facts))
        return FALSE;
    words += (gsize)n_pairs * WORDS_PAIR + n_keys;
    g_array_append_vals(spans, words, n_spans);
    if (kind == ROW_FRAGMENT) {
        const guint32 fragment =
            readings_fragment(readings, (const Fact *)(const void *)facts->data, facts->len);
        g_array_append_val(numbers->fragments, fragment);
        return TRUE;
    }
    if (number >= readings_count_pages(readings))
        return FALSE;
    return kind == ROW_MENDED ? mended_take(readings, numbers, number, facts, spans)
                              : page_take(readings, numbers, number, facts, spans);
}

static void rows_take(Readings *readings, WorkerNumbers *numbers, const guint64 *words, gsize length)
{
    while (length >= WORDS_HEAD) {
        const guint64 n_pairs = words[1] & G_MAXUINT32, n_keys = words[1] >> 32, n_spans = words[2];
        const guint64 needed = WORDS_HEAD + n_pairs * WORDS_PAIR + n_keys + n_spans * WORDS_SPAN;
        if (n_spans > G_MAXUINT32 || needed > length || !row_take(readings, numbers, words, (guint)n_spans)) {
            readings_break(readings);
            return;
        }
        words += needed;
        length -= needed;
    }
}

void readings_take(Readings *readings, GVariant *packed)
{
    guint32 worker, first;
    g_autoptr(GVariant) texts = g_variant_get_child_value(packed, 2);
    g_autoptr(GVariant) array = g_variant_get_child_value(packed, 3);
    gsize length;
    const guint64 *words = g_variant_get_fixed_array(array, &length, sizeof *words);

    g_variant_get_child(packed, 0, "u", &worker);
    g_variant_get_child(packed, 1, "u", &first);
    WorkerNumbers *numbers = worker_numbers(readings, worker);
    keys_take(readings, numbers->keys, first, texts);
    rows_take(readings, numbers, words, length);
}

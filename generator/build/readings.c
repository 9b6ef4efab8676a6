/* SPDX-License-Identifier: MIT */
#include "build/readings.h"

#include <string.h>
#include <unistd.h>

/* Of one page. */
typedef struct {
    guint32 start; /* in the lists */
    guint32 count;
    gboolean told;
} List;

struct Readings {
    guint pages;
    guint entries;
    GArray *facts; /* Fact: of all pages, one after the other */
    List *lists;   /* by page */
    GPtrArray *texts;
    GArray *answers;     /* guint64: to the keys, 0 where it is not known */
    GHashTable *keys;    /* text -> number + 1; owns the texts */
    GArray *pairs;       /* ReadPair: those of one entry are linked */
    guint32 *heads;      /* by position: the number of the first pair, + 1 */
    gboolean broken;     /* a worker said what cannot be: nothing of it is to be kept */
    GHashTable *workers; /* process id -> GArray of Fact: its keys, by its own numbers */
};

/* In a worker */

/* The words of a page: its number and how many pairs, how many keys; two words for each pair; a word for
 * each key. */
enum { WORDS_HEAD = 2, WORDS_PAIR = 2 };

static guint64 two(guint32 low, guint32 high)
{
    return (guint64)high << 32 | low;
}

static void add_word(GArray *words, guint64 word)
{
    g_array_append_val(words, word);
}

void readings_add_page(GArray *words, guint page, Reads *reads)
{
    guint n_entries, n_keys;
    const ReadEntry *entries = reads_entries(reads, &n_entries);
    const guint32 *keys = reads_keys(reads, &n_keys);

    add_word(words, two(page, n_entries));
    add_word(words, n_keys);
    for (guint i = 0; i < n_entries; i++) {
        add_word(words, entries[i].position);
        add_word(words, entries[i].slots);
    }
    for (guint i = 0; i < n_keys; i++)
        add_word(words, keys[i]);
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

Readings *readings_new(guint pages, guint entries)
{
    Readings *readings = g_new0(Readings, 1);

    readings->pages = pages;
    readings->entries = entries;
    readings->facts = g_array_new(FALSE, FALSE, sizeof(Fact));
    readings->lists = g_new0(List, pages + 1);
    readings->texts = g_ptr_array_new();
    readings->answers = g_array_new(FALSE, TRUE, sizeof(guint64));
    readings->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    readings->pairs = g_array_new(FALSE, FALSE, sizeof(ReadPair));
    readings->heads = g_new0(guint32, entries + 1);
    readings->workers = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    return readings;
}

void readings_free(Readings *readings)
{
    if (!readings)
        return;
    g_array_unref(readings->facts);
    g_free(readings->lists);
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

void readings_set(Readings *readings, guint page, const Fact *facts, guint count)
{
    readings->lists[page] = (List){readings->facts->len, count, TRUE};
    g_array_append_vals(readings->facts, facts, count);
}

/* The facts for the numbers that a worker gives its keys. */
static GArray *worker_keys(Readings *readings, guint32 worker)
{
    GArray *keys = g_hash_table_lookup(readings->workers, GUINT_TO_POINTER(worker));

    if (!keys) {
        keys = g_array_new(FALSE, FALSE, sizeof(Fact));
        g_hash_table_insert(readings->workers, GUINT_TO_POINTER(worker), keys);
    }
    return keys;
}

static void keys_take(Readings *readings, GArray *keys, guint32 first, GVariant *texts)
{
    GVariantIter iter;
    const char *text;

    if (first != keys->len) { /* another process with the same number, or a lie */
        readings->broken = TRUE;
        return;
    }
    g_variant_iter_init(&iter, texts);
    while (g_variant_iter_next(&iter, "&s", &text)) {
        const Fact fact = readings_key(readings, text);
        g_array_append_val(keys, fact);
    }
}

static void page_take(Readings *readings, const GArray *keys, guint page, const guint64 *words, guint n_pairs,
                      guint n_keys)
{
    g_autofree Fact *facts = g_new(Fact, (gsize)n_pairs + n_keys + 1);
    guint count = 0;

    for (guint i = 0; i < n_pairs; i++, words += WORDS_PAIR)
        if (words[0] < readings->entries)
            facts[count++] = readings_pair(readings, (guint)words[0], words[1]);
    for (guint i = 0; i < n_keys; i++, words++)
        if (*words < keys->len)
            facts[count++] = g_array_index(keys, Fact, *words);
    if (page < readings->pages && count == n_pairs + n_keys)
        readings_set(readings, page, facts, count);
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
    GArray *keys = worker_keys(readings, worker);
    keys_take(readings, keys, first, texts);
    while (length >= WORDS_HEAD) {
        const guint page = (guint)(words[0] & G_MAXUINT32), n_pairs = (guint)(words[0] >> 32);
        const guint64 n_keys = words[1], needed = WORDS_HEAD + (guint64)n_pairs * WORDS_PAIR + n_keys;
        if (n_keys > G_MAXUINT32 || needed > length)
            return;
        page_take(readings, keys, page, words + WORDS_HEAD, n_pairs, (guint)n_keys);
        words += needed;
        length -= needed;
    }
}

gboolean readings_are_whole(const Readings *readings)
{
    return !readings->broken;
}

gboolean readings_has(const Readings *readings, guint page)
{
    return readings->lists[page].told;
}

const Fact *readings_of(const Readings *readings, guint page, guint *count)
{
    *count = readings->lists[page].count;
    return &g_array_index(readings->facts, Fact, readings->lists[page].start);
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

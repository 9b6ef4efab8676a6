/* SPDX-License-Identifier: MIT */
#include "search/shard.h"

#include "search/posting.h"
#include "text/threads.h"

#include <string.h>

#define TERM_ROOM 12

/* Terms of all gathers between two of them, which one thread encodes. */
typedef struct {
    TermKey from; /* the first; that of the next stretch is the end */
    TermKey until;
    GArray *items;  /* Encoded */
    GString *texts; /* their postings, one after the other */
} Stretch;

typedef struct {
    TermKey term;
    guint length; /* of its postings */
} Encoded;

typedef struct {
    Gather *gather;
    const TermKey *terms;
    guint count;
    gboolean titles;
} Source;

typedef struct {
    Source *sources;
    guint n_sources;
    Stretch *stretches;
    guint n_stretches;
} Work;

enum { STRETCHES = 32 };

static void source_sort(gpointer data, guint index)
{
    Source *source = &((Work *)data)->sources[index];
    source->terms = gather_terms(source->gather, &source->count);
}

static guint lower_bound(const Source *source, TermKey term)
{
    guint low = 0, high = source->count;

    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (source->terms[middle] < term)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The documents of the least term of all sources, whose places move on. */
static void term_encode(const Work *work, Stretch *stretch, guint *places, TermKey term, GArray *documents)
{
    const gsize start = stretch->texts->len;

    for (int titles = 0; titles <= 1; titles++) {
        g_array_set_size(documents, 0);
        for (guint i = 0; i < work->n_sources; i++) {
            const Source *source = &work->sources[i];
            if (source->titles == titles && places[i] < source->count && source->terms[places[i]] == term)
                gather_read(source->gather, places[i]++, documents);
        }
        if (titles && documents->len > 0)
            g_string_append_c(stretch->texts, ',');
        posting_append(stretch->texts, (const guint32 *)(void *)documents->data, documents->len);
    }
    const Encoded encoded = {term, (guint)(stretch->texts->len - start)};
    g_array_append_val(stretch->items, encoded);
}

static gboolean least_find(const Work *work, const guint *places, TermKey until, TermKey *least)
{
    *least = until;
    for (guint i = 0; i < work->n_sources; i++)
        if (places[i] < work->sources[i].count && work->sources[i].terms[places[i]] < *least)
            *least = work->sources[i].terms[places[i]];
    return *least < until;
}

static void stretch_encode(gpointer data, guint index)
{
    const Work *work = data;
    Stretch *stretch = &work->stretches[index];
    g_autofree guint *places = g_new(guint, work->n_sources);
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(guint32));
    TermKey term;

    stretch->items = g_array_new(FALSE, FALSE, sizeof(Encoded));
    stretch->texts = g_string_new(NULL);
    for (guint i = 0; i < work->n_sources; i++)
        places[i] = lower_bound(&work->sources[i], stretch->from);
    while (least_find(work, places, stretch->until, &term))
        term_encode(work, stretch, places, term, documents);
}

/* Stretches of about as many terms each, going by the first source. */
static void stretches_lay(Work *work)
{
    const Source *first = &work->sources[0];

    for (guint i = 0; i < work->n_stretches; i++) {
        const guint place = (guint)((guint64)first->count * i / work->n_stretches);
        work->stretches[i].from = i == 0 ? 0 : first->count ? first->terms[place] : G_MAXUINT64;
        if (i > 0)
            work->stretches[i - 1].until = work->stretches[i].from;
    }
    work->stretches[work->n_stretches - 1].until = G_MAXUINT64;
}

/* UTF-16 units that the two begin with. *bytes: the same in bytes. */
static guint32 shared_units(const char *a, const char *b, gsize *bytes)
{
    guint32 units = 0;
    const char *p = a;

    for (const char *q = b; *p && g_utf8_get_char(p) == g_utf8_get_char(q); q = g_utf8_next_char(q)) {
        units += g_utf8_get_char(p) >= 0x10000 ? 2 : 1;
        p = g_utf8_next_char(p);
    }
    *bytes = (gsize)(p - a);
    return units;
}

static void shard_add(GArray *shards, GString *text, TermKey first)
{
    const Shard shard = {g_strndup(text->str, text->len), first};

    g_array_append_val(shards, shard);
    g_string_truncate(text, 0);
}

static void shards_cut(const Work *work, GArray *shards)
{
    g_autoptr(GString) text = g_string_sized_new(SHARD_SIZE);
    char before[TERM_ROOM + 1] = "", name[TERM_ROOM + 1];
    TermKey first = 0;

    for (guint i = 0; i < work->n_stretches; i++) {
        const Stretch *stretch = &work->stretches[i];
        const char *postings = stretch->texts->str;
        for (guint k = 0; k < stretch->items->len; k++) {
            const Encoded *item = &g_array_index(stretch->items, Encoded, k);
            gsize shared = 0;
            if (text->len > 0 && text->len + item->length + TERM_ROOM > SHARD_SIZE)
                shard_add(shards, text, first);
            if (text->len == 0) {
                first = item->term;
                before[0] = '\0';
            }
            name[term_text(item->term, name)] = '\0';
            posting_append_number(text, shared_units(name, before, &shared));
            g_string_append(text, name + shared);
            g_string_append_c(text, ' ');
            g_string_append_len(text, postings, item->length);
            g_string_append_c(text, ' ');
            postings += item->length;
            memcpy(before, name, sizeof before);
        }
    }
    if (text->len > 0)
        shard_add(shards, text, first);
}

static void shard_clear(gpointer data)
{
    g_free(((Shard *)data)->text);
}

GArray *shards_make(const GPtrArray *bodies, const GPtrArray *titles, guint threads)
{
    GArray *shards = g_array_new(FALSE, FALSE, sizeof(Shard));
    g_autofree Source *sources = g_new0(Source, bodies->len + titles->len);
    Stretch stretches[STRETCHES] = {0};
    Work work = {sources, bodies->len + titles->len, stretches, STRETCHES};

    g_array_set_clear_func(shards, shard_clear);
    if (work.n_sources == 0)
        return shards;
    for (guint i = 0; i < bodies->len; i++)
        sources[i] = (Source){.gather = bodies->pdata[i]};
    for (guint i = 0; i < titles->len; i++)
        sources[bodies->len + i] = (Source){.gather = titles->pdata[i], .titles = TRUE};
    threads_run(threads, work.n_sources, source_sort, &work);
    stretches_lay(&work);
    threads_run(threads, STRETCHES, stretch_encode, &work);
    shards_cut(&work, shards);
    for (guint i = 0; i < STRETCHES; i++) {
        g_array_unref(stretches[i].items);
        g_string_free(stretches[i].texts, TRUE);
    }
    return shards;
}

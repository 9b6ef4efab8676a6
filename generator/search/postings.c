/* SPDX-License-Identifier: MIT */
#include "search/postings.h"

#include "search/posting.h"
#include "text/threads.h"

#include <string.h>

/* Parts of all terms that threads take one after the other. */
#define RANGES 32

/* Terms in their order: of a gather, or those of the last build. */
typedef struct {
    Gather *gather; /* NULL: those of the last build */
    const TermKey *terms;
    guint count;
    gboolean titles;
} Row;

typedef struct {
    TermKey from, until;
    Postings postings;
} Range;

typedef struct {
    const Before *before; /* or NULL: then no source is of it */
    Row *sources;
    guint n_sources;
    Range ranges[RANGES];
} Work;

/* What encoding one term after the other needs. */
typedef struct {
    const Work *work;
    guint *places; /* in each source */
    GArray *bodies;
    GArray *titles;
    GArray *picked;
} Desk;

static void source_sort(gpointer data, guint index)
{
    Row *source = &((Work *)data)->sources[index];

    if (source->gather)
        source->terms = gather_terms(source->gather, &source->count);
}

static guint lower_bound(const Row *source, TermKey term)
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

static gboolean least_find(const Desk *desk, TermKey until, TermKey *least)
{
    const Work *work = desk->work;

    *least = until;
    for (guint i = 0; i < work->n_sources; i++)
        if (desk->places[i] < work->sources[i].count && work->sources[i].terms[desk->places[i]] < *least)
            *least = work->sources[i].terms[desk->places[i]];
    return *least < until;
}

/* The postings of a term in the last build. */
typedef struct {
    const char *bodies; /* NULL: it had none */
    gsize n_bodies;
    const char *titles;
    gsize n_titles;
    gsize length; /* of both, with the comma between them */
} Was;

static Was was_find(const Recalled *recalled, guint place)
{
    Was was = {0};

    was.bodies = recalled_postings(recalled, place, &was.length);
    const char *comma = memchr(was.bodies, ',', was.length);
    was.n_bodies = comma ? (gsize)(comma - was.bodies) : was.length;
    was.titles = was.bodies + was.n_bodies + (comma ? 1 : 0);
    was.n_titles = was.length - (gsize)(was.titles - was.bodies);
    return was;
}

/* Whether of the documents that are gone the same are in a posting that have come again. */
static gboolean is_same(const Desk *desk, const char *text, gsize length, const GArray *come)
{
    const GArray *gone = desk->work->before->gone;
    GArray *were = desk->picked;

    g_array_set_size(were, 0);
    posting_pick(text, length, (const guint32 *)(void *)gone->data, gone->len, were);
    return were->len == come->len &&
           (come->len == 0 || memcmp(were->data, come->data, come->len * sizeof(guint32)) == 0);
}

/*
 * Whether the postings of a term are those of the last build: a document that was edited is gone, and comes
 * under the same number, with most of the terms that it had.
 */
static gboolean is_as_before(const Desk *desk, const Was *was)
{
    return !desk->work->before->renumbered && is_same(desk, was->bodies, was->n_bodies, desk->bodies) &&
           is_same(desk, was->titles, was->n_titles, desk->titles);
}

/* Appends the documents of a posting of the last build that are not gone, by their numbers in this one. */
static void recalled_read(const Before *before, const char *text, gsize length, GArray *documents)
{
    guint kept = documents->len;

    posting_read(text, length, before->n_numbers, documents);
    for (guint i = kept; i < documents->len; i++) {
        const guint32 number = before->numbers[g_array_index(documents, guint32, i)];
        if (number != NUMBER_GONE)
            g_array_index(documents, guint32, kept++) = number;
    }
    g_array_set_size(documents, kept);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    const guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

/* Documents of the last build and others come in two rows. */
static void numbers_order(GArray *documents)
{
    for (guint i = 1; i < documents->len; i++)
        if (g_array_index(documents, guint32, i) < g_array_index(documents, guint32, i - 1)) {
            g_array_sort(documents, compare_numbers);
            return;
        }
}

static void term_end(Postings *postings, TermKey term)
{
    const guint32 end = (guint32)postings->texts->len;

    g_array_append_val(postings->terms, term);
    g_array_append_val(postings->ends, end);
}

static void term_append(Postings *postings, TermKey term, GArray *bodies, GArray *titles)
{
    if (bodies->len == 0)
        return;
    numbers_order(bodies);
    numbers_order(titles);
    posting_append(postings->texts, (const guint32 *)(void *)bodies->data, bodies->len);
    if (titles->len > 0)
        g_string_append_c(postings->texts, ',');
    posting_append(postings->texts, (const guint32 *)(void *)titles->data, titles->len);
    term_end(postings, term);
}

/* Encodes the least term of all sources, whose places move on. */
static void term_encode(Desk *desk, TermKey term, Postings *postings)
{
    const Work *work = desk->work;
    Was was = {0};

    g_array_set_size(desk->bodies, 0);
    g_array_set_size(desk->titles, 0);
    for (guint i = 0; i < work->n_sources; i++) {
        const Row *row = &work->sources[i];
        if (desk->places[i] == row->count || row->terms[desk->places[i]] != term)
            continue;
        const guint place = desk->places[i]++;
        if (row->gather)
            gather_read(row->gather, place, row->titles ? desk->titles : desk->bodies);
        else
            was = was_find(work->before->recalled, place);
    }
    if (was.bodies && is_as_before(desk, &was)) {
        g_string_append_len(postings->texts, was.bodies, (gssize)was.length);
        term_end(postings, term);
        return;
    }
    if (was.bodies) {
        recalled_read(work->before, was.bodies, was.n_bodies, desk->bodies);
        recalled_read(work->before, was.titles, was.n_titles, desk->titles);
    }
    term_append(postings, term, desk->bodies, desk->titles);
}

static void range_encode(gpointer data, guint index)
{
    Work *work = data;
    Range *range = &work->ranges[index];
    g_autofree guint *places = g_new(guint, work->n_sources);
    g_autoptr(GArray) bodies = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) titles = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) picked = g_array_new(FALSE, FALSE, sizeof(guint32));
    Desk desk = {work, places, bodies, titles, picked};
    TermKey term;

    for (guint i = 0; i < work->n_sources; i++)
        places[i] = lower_bound(&work->sources[i], range->from);
    while (least_find(&desk, range->until, &term))
        term_encode(&desk, term, &range->postings);
}

static void postings_init(Postings *postings)
{
    postings->terms = g_array_new(FALSE, FALSE, sizeof(TermKey));
    postings->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
    postings->texts = g_string_new(NULL);
}

static void postings_clear(Postings *postings)
{
    g_array_unref(postings->terms);
    g_array_unref(postings->ends);
    g_string_free(postings->texts, TRUE);
}

/* Ranges of about as many terms each, going by the source that has the most. */
static void ranges_lay(Work *work)
{
    const Row *most = &work->sources[0];

    for (guint i = 1; i < work->n_sources; i++)
        if (work->sources[i].count > most->count)
            most = &work->sources[i];
    for (guint i = 0; i < RANGES; i++) {
        const guint place = (guint)((guint64)most->count * i / RANGES);
        postings_init(&work->ranges[i].postings);
        work->ranges[i].from = i == 0 ? 0 : most->count ? most->terms[place] : G_MAXUINT64;
        if (i > 0)
            work->ranges[i - 1].until = work->ranges[i].from;
    }
    work->ranges[RANGES - 1].until = G_MAXUINT64;
}

static Postings *ranges_join(Work *work)
{
    Postings *all = g_new0(Postings, 1);

    postings_init(all);
    for (guint i = 0; i < RANGES; i++) {
        Postings *part = &work->ranges[i].postings;
        const guint32 start = (guint32)all->texts->len;
        for (guint k = 0; k < part->ends->len; k++)
            g_array_index(part->ends, guint32, k) += start;
        g_array_append_vals(all->terms, part->terms->data, part->terms->len);
        g_array_append_vals(all->ends, part->ends->data, part->ends->len);
        g_string_append_len(all->texts, part->texts->str, (gssize)part->texts->len);
        postings_clear(part);
    }
    return all;
}

Postings *postings_merge(const Before *before, const GPtrArray *bodies, const GPtrArray *titles,
                         guint threads)
{
    const guint first = before ? 1 : 0;
    g_autofree Row *sources = g_new0(Row, first + bodies->len + titles->len + 1);
    Work work = {before, sources, first + bodies->len + titles->len, {{0}}};

    if (before)
        sources[0].terms = recalled_terms(before->recalled, &sources[0].count);
    for (guint i = 0; i < bodies->len; i++)
        sources[first + i].gather = bodies->pdata[i];
    for (guint i = 0; i < titles->len; i++)
        sources[first + bodies->len + i] = (Row){.gather = titles->pdata[i], .titles = TRUE};
    threads_run(threads, work.n_sources, source_sort, &work);
    ranges_lay(&work);
    threads_run(threads, RANGES, range_encode, &work);
    return ranges_join(&work);
}

void postings_free(Postings *postings)
{
    if (!postings)
        return;
    postings_clear(postings);
    g_free(postings);
}

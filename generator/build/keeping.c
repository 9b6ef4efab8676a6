/* SPDX-License-Identifier: MIT */
#include "build/keeping.h"

#include <string.h>

struct Keeping {
    const Ledger *before;
    guint n_pages;
    guint32 *pages;      /* by page that is kept: its number in the ledger, + 1 */
    guint32 *old_pages;  /* by page that could be mended, the same */
    guint32 *positions;  /* by position in the ledger: the entry's position now, + 1; 0: it has gone */
    guint8 *keys;        /* by key of the ledger: whether the answer has changed */
    guint8 *pairs;       /* by pair, the same */
    guint8 *fragments;   /* by fragment: whether one of its facts has changed */
    guint64 *identities; /* by page: facts_page() */
};

/* Finds the old among the new by their names. Both are mostly in the same order, so that a table is needed
 * only from the first one that is not next in turn. */
typedef struct {
    const char *(*name)(gconstpointer data, guint index);
    gconstpointer data;
    guint count;
    guint next;
    GHashTable *table; /* name -> index + 1; NULL: not needed yet */
} Finder;

static guint finder_find(Finder *finder, const char *name)
{
    if (finder->next < finder->count && strcmp(finder->name(finder->data, finder->next), name) == 0)
        return ++finder->next;
    if (!finder->table) {
        finder->table = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < finder->count; i++)
            g_hash_table_insert(finder->table, (gpointer)finder->name(finder->data, i),
                                GUINT_TO_POINTER(i + 1));
    }
    const guint found = GPOINTER_TO_UINT(g_hash_table_lookup(finder->table, name));
    if (found > 0)
        finder->next = found;
    return found;
}

static void finder_clear(Finder *finder)
{
    g_clear_pointer(&finder->table, g_hash_table_unref);
}

static const char *entry_name(gconstpointer data, guint index)
{
    return ((const Entry *const *)data)[index]->id;
}

/* The entries of today, by position. */
static const Entry **entries_by_position(const Site *site)
{
    const GPtrArray *entries = site->content->entries;
    const Entry **ordered = g_new0(const Entry *, entries->len + 1);

    for (guint i = 0; i < entries->len; i++)
        ordered[((const Entry *)entries->pdata[i])->position] = entries->pdata[i];
    return ordered;
}

static void entries_find(Keeping *keeping, const Site *site)
{
    const guint count = ledger_count_entries(keeping->before);
    g_autofree const Entry **ordered = entries_by_position(site);
    Finder finder = {entry_name, ordered, site->content->entries->len, 0, NULL};

    keeping->positions = g_new0(guint32, count + 1);
    for (guint i = 0; i < count; i++)
        keeping->positions[i] = finder_find(&finder, ledger_entry_id(keeping->before, i));
    finder_clear(&finder);
}

/* The slots of each old entry that are not what they were; all of one that has gone. */
static Slots *slots_compare(const Keeping *keeping, const SlotTable *slots)
{
    const guint count = ledger_count_entries(keeping->before);
    Slots *changed = g_new(Slots, count + 1);

    for (guint i = 0; i < count; i++)
        changed[i] = keeping->positions[i] ? slots_differing(ledger_entry_slots(keeping->before, i),
                                                             slot_table_row(slots, keeping->positions[i] - 1))
                                           : ~(Slots)0;
    return changed;
}

static void pairs_compare(Keeping *keeping, const SlotTable *slots)
{
    const guint count = ledger_count_pairs(keeping->before);
    g_autofree Slots *changed = slots_compare(keeping, slots);

    keeping->pairs = g_new(guint8, count + 1);
    for (guint i = 0; i < count; i++) {
        const ReadPair *pair = ledger_pair(keeping->before, i);
        keeping->pairs[i] =
            !keeping->positions[pair->position] || (changed[pair->position] & pair->slots) != 0;
    }
}

static void keys_compare(Keeping *keeping, Facts *facts)
{
    const guint count = ledger_count_keys(keeping->before);

    keeping->keys = g_new(guint8, count + 1);
    for (guint i = 0; i < count; i++) {
        guint64 then;
        const char *key = ledger_key(keeping->before, i, &then);
        keeping->keys[i] = then == FACT_UNKNOWN || facts_ask(facts, key) != then;
    }
}

static gboolean has_changed(const Keeping *keeping, const Fact *facts, guint count)
{
    for (guint i = 0; i < count; i++)
        if ((FACT_IS_KEY(facts[i]) ? keeping->keys : keeping->pairs)[FACT_NUMBER(facts[i])])
            return TRUE;
    return FALSE;
}

static void fragments_compare(Keeping *keeping)
{
    const guint count = ledger_count_fragments(keeping->before);

    keeping->fragments = g_new(guint8, count + 1);
    for (guint i = 0; i < count; i++) {
        guint n_facts;
        const Fact *facts = ledger_fragment_facts(keeping->before, i, &n_facts);
        keeping->fragments[i] = has_changed(keeping, facts, n_facts);
    }
}

static gboolean is_mixed(const Keeping *keeping, const PageReads *reads)
{
    for (guint i = 0; i < reads->n_spans; i++)
        if (keeping->fragments[reads->spans[i].fragment])
            return TRUE;
    return FALSE;
}

/* Whether the page was left out, or lies in the destination as it was. */
static gboolean is_there(const KeepingJob *job, guint page)
{
    if (ledger_page(job->before, page)->left_out)
        return TRUE;
    const guint file = ledger_find_file(job->before, ledger_page_path(job->before, page));
    return file > 0 && job->known[file - 1].proven;
}

static const char *page_name(gconstpointer data, guint index)
{
    return ledger_page_path(data, index);
}

static void page_compare(Keeping *keeping, const KeepingJob *job, guint page, guint then)
{
    if (ledger_page(job->before, then)->identity != keeping->identities[page] || !is_there(job, then))
        return;
    const PageReads reads = ledger_page_reads(job->before, then);
    if (!has_changed(keeping, reads.facts, reads.n_facts))
        (is_mixed(keeping, &reads) ? keeping->old_pages : keeping->pages)[page] = then + 1;
}

static void pages_compare(Keeping *keeping, const KeepingJob *job)
{
    const GPtrArray *pages = job->plan->pages;
    Finder finder = {page_name, job->before, ledger_count_pages(job->before), 0, NULL};

    keeping->n_pages = pages->len;
    keeping->pages = g_new0(guint32, pages->len + 1);
    keeping->old_pages = g_new0(guint32, pages->len + 1);
    keeping->identities = g_new(guint64, pages->len + 1);
    for (guint i = 0; i < pages->len; i++) {
        const Page *page = pages->pdata[i];
        const guint then = finder_find(&finder, page->path);
        keeping->identities[i] = facts_page(job->facts, page);
        if (then > 0)
            page_compare(keeping, job, i, then - 1);
    }
    finder_clear(&finder);
}

Keeping *keeping_new(const KeepingJob *job)
{
    Keeping *keeping = g_new0(Keeping, 1);

    keeping->before = job->before;
    entries_find(keeping, job->plan->site);
    pairs_compare(keeping, job->slots);
    keys_compare(keeping, job->facts);
    fragments_compare(keeping);
    pages_compare(keeping, job);
    return keeping;
}

void keeping_free(Keeping *keeping)
{
    if (!keeping)
        return;
    g_free(keeping->pages);
    g_free(keeping->old_pages);
    g_free(keeping->fragments);
    g_free(keeping->positions);
    g_free(keeping->keys);
    g_free(keeping->pairs);
    g_free(keeping->identities);
    g_free(keeping);
}

guint keeping_page(const Keeping *keeping, guint page)
{
    return keeping->pages[page];
}

guint keeping_old_page(const Keeping *keeping, guint page)
{
    return keeping->old_pages[page];
}

PageReads keeping_old_reads(const Keeping *keeping, guint page)
{
    return ledger_page_reads(keeping->before, keeping->old_pages[page] - 1);
}

const guint8 *keeping_changed(const Keeping *keeping)
{
    return keeping->fragments;
}

GVariant *keeping_old_said(const Keeping *keeping, guint page)
{
    const guint then = keeping->old_pages[page];
    return then ? ledger_page_said(keeping->before, then - 1) : NULL;
}

guint64 keeping_identity(const Keeping *keeping, guint page)
{
    return keeping->identities[page];
}

/* What of the ledger has which number among the new readings: + 1; 0: it has none yet. */
typedef struct {
    const Keeping *keeping;
    Readings *readings;
    Fact *facts;
    guint32 *fragments;
    GArray *list;  /* Fact */
    GArray *spans; /* ReadSpan */
} Carrying;

/* Facts of what is kept have not changed, so that their entries are there. */
static Fact fact_carry(Carrying *carrying, Fact fact)
{
    const Keeping *keeping = carrying->keeping;
    guint64 answer;

    if (carrying->facts[fact])
        return carrying->facts[fact] - 1;
    Fact now;
    if (FACT_IS_KEY(fact)) {
        const char *key = ledger_key(keeping->before, FACT_NUMBER(fact), &answer);
        now = readings_key_answered(carrying->readings, key, answer);
    } else {
        const ReadPair *pair = ledger_pair(keeping->before, FACT_NUMBER(fact));
        now = readings_pair(carrying->readings, keeping->positions[pair->position] - 1, pair->slots);
    }
    carrying->facts[fact] = now + 1;
    return now;
}

static void facts_carry(Carrying *carrying, const Fact *facts, guint count)
{
    g_array_set_size(carrying->list, count);
    for (guint i = 0; i < count; i++)
        g_array_index(carrying->list, Fact, i) = fact_carry(carrying, facts[i]);
}

static guint32 fragment_carry(Carrying *carrying, guint32 fragment)
{
    guint count;

    if (carrying->keeping->fragments[fragment])
        return READ_SAME;
    if (!carrying->fragments[fragment]) {
        const Fact *facts = ledger_fragment_facts(carrying->keeping->before, fragment, &count);
        facts_carry(carrying, facts, count);
        carrying->fragments[fragment] =
            readings_fragment(carrying->readings, (const Fact *)(const void *)carrying->list->data, count) +
            1;
    }
    return carrying->fragments[fragment] - 1;
}

static PageReads page_carry(Carrying *carrying, guint then)
{
    const PageReads reads = ledger_page_reads(carrying->keeping->before, then);

    g_array_set_size(carrying->spans, 0);
    g_array_append_vals(carrying->spans, reads.spans, reads.n_spans);
    for (guint i = 0; i < reads.n_spans; i++)
        g_array_index(carrying->spans, ReadSpan, i).fragment =
            fragment_carry(carrying, reads.spans[i].fragment);
    facts_carry(carrying, reads.facts, reads.n_facts);
    return (PageReads){.facts = (const Fact *)(const void *)carrying->list->data,
                       .n_facts = reads.n_facts,
                       .spans = (const ReadSpan *)(const void *)carrying->spans->data,
                       .n_spans = reads.n_spans};
}

static void pages_carry(Carrying *carrying)
{
    const Keeping *keeping = carrying->keeping;

    for (guint i = 0; i < keeping->n_pages; i++) {
        const guint then = keeping->pages[i] ? keeping->pages[i] : keeping->old_pages[i];
        if (!then)
            continue;
        const PageReads reads = page_carry(carrying, then - 1);
        if (keeping->pages[i])
            readings_set(carrying->readings, i, &reads);
        else
            readings_expect(carrying->readings, i, &reads);
    }
}

void keeping_carry(const Keeping *keeping, Readings *readings)
{
    const guint count = 2 * MAX(ledger_count_keys(keeping->before), ledger_count_pairs(keeping->before));
    g_autofree Fact *facts = g_new0(Fact, count + 2);
    g_autofree guint32 *fragments = g_new0(guint32, ledger_count_fragments(keeping->before) + 1);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Fact));
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(ReadSpan));
    Carrying carrying = {keeping, readings, facts, fragments, list, spans};

    pages_carry(&carrying);
}

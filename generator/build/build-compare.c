/* SPDX-License-Identifier: MIT */
/* Which pages are as they were, and what all pages have read. */
#include "build/build-private.h"
#include "build/search-files.h"

#include <string.h>

/* A page that is kept is as it was, and so is what was said of it. */
static void page_keep(Build *build, guint page, guint then)
{
    WorkerPage *done = &g_array_index(build->rendering.pages, WorkerPage, page);
    const LedgerPage *record = ledger_page(build->before, then);
    const StagedFile *file = build_known(build, ledger_page_path(build->before, then));

    *done = (WorkerPage){.page = page, .result = record->left_out ? RENDER_LEFT_OUT : RENDER_DONE};
    if (record->left_out && build->plan->search)
        search_files_leave_out(build->plan->search, build->plan->pages->pdata[page]);
    if (file) {
        done->high = file->digest.high64;
        done->low = file->digest.low64;
    }
    build->rendering.said[page] = ledger_page_said(build->before, then);
}

/* By key: the file that it names, if a page shows it; NULL for all others. */
static const char **files_shown(const Readings *readings)
{
    static const char published[] = "published ";
    const guint count = readings_count_keys(readings);
    const char **files = g_new0(const char *, count + 1);

    for (guint i = 0; i < count; i++) {
        const char *key = readings_key_text(readings, i);
        files[i] = g_str_has_prefix(key, published) ? key + strlen(published) : NULL;
    }
    return files;
}

/* Of what a page has read, the files that it shows. */
static void facts_ask_files(Build *build, const char **files, const Fact *facts, guint count, guint page)
{
    for (guint i = 0; i < count; i++)
        if (FACT_IS_KEY(facts[i]) && files[FACT_NUMBER(facts[i])])
            rendering_ask(&build->rendering, files[FACT_NUMBER(facts[i])], page);
}

void build_keep_files(Build *build)
{
    if (!build->keeping || build_has_errors(build))
        return;
    g_autofree const char **files = files_shown(build->readings);

    for (guint i = 0; i < build->plan->pages->len; i++) {
        if (!readings_has(build->readings, i))
            continue;
        const PageReads reads = readings_of(build->readings, i);
        facts_ask_files(build, files, reads.facts, reads.n_facts, i);
        for (guint j = 0; j < reads.n_spans; j++) {
            guint count;
            const Fact *facts = readings_fragment_facts(build->readings, reads.spans[j].fragment, &count);
            facts_ask_files(build, files, facts, count, i);
        }
    }
}

void build_compare(Build *build)
{
    const guint pages = build->plan->pages->len;

    if (!build->remembered)
        return;
    build->slots = slot_table_new(build->site);
    build->facts = facts_new(build->plan, build->sizes, build->slots);
    build->readings = readings_new(pages, build->slots->count);
    if (!build->before)
        return;
    const KeepingJob job = {build->before, build->plan, build->facts, build->slots, build->known};
    build->keeping = keeping_new(&job);
    keeping_carry(build->keeping, build->readings);
}

void build_keep(Build *build)
{
    const guint pages = build->plan->pages->len;

    rendering_init(&build->rendering, pages, build->readings);
    if (!build->keeping)
        return;
    for (guint i = 0; i < pages; i++)
        if (keeping_page(build->keeping, i))
            page_keep(build, i, keeping_page(build->keeping, i) - 1);
}

/* Of a page of which nobody told what it has read: none that another could have. */
static guint64 identity_of(const Build *build, guint page)
{
    if (!readings_has(build->readings, page))
        return FACT_UNKNOWN;
    return build->keeping ? keeping_identity(build->keeping, page)
                          : facts_page(build->facts, build->plan->pages->pdata[page]);
}

void build_note(Build *build)
{
    if (!build->remembered || build_has_errors(build))
        return;
    const GPtrArray *pages = build->plan->pages;
    const guint count = readings_count_keys(build->readings);

    build->answers = g_new(guint64, count + 1);
    for (guint i = 0; i < count; i++) {
        const guint64 known = readings_answer(build->readings, i);
        build->answers[i] = known ? known : facts_ask(build->facts, readings_key_text(build->readings, i));
    }
    build->identities = g_new(guint64, pages->len + 1);
    for (guint i = 0; i < pages->len; i++)
        build->identities[i] = identity_of(build, i);
}

/* SPDX-License-Identifier: MIT */
/* What a build knows from the last one, and what it leaves to the next. */
#include "build/build-private.h"
#include "build/ledger-save.h"
#include "build/proof.h"
#include "text/cache.h"

#include <cmark-gfm.h>
#include <string.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>
#include <xxhash.h>
#include <yaml.h>

static guint64 mix_bytes(guint64 hash, const void *bytes, gsize length)
{
    return XXH3_64bits_withSeed(bytes, length, hash);
}

static guint64 mix_text(guint64 hash, const char *text)
{
    return mix_bytes(hash, text ? text : "", text ? strlen(text) + 1 : 0);
}

/* The program: its file, and the libraries whose results are in the outputs. */
static guint64 hash_program(void)
{
    const FileStamp stamp = stamp_of_file("/proc/self/exe");
    UVersionInfo icu;
    guint64 hash = mix_bytes(1, &stamp, sizeof stamp);

    u_getVersion(icu);
    hash = mix_bytes(mix_text(hash, BROADSIDE_VERSION), icu, sizeof icu);
    return mix_text(mix_text(hash, cmark_version_string()), yaml_get_version_string());
}

/* What counts for the whole build before anything is loaded. Messages are kept as they were said: their
 * language is among it. */
static guint64 hash_scope(const BuildOptions *options)
{
    const gboolean flags[] = {options->drafts, options->posters};
    guint64 hash = mix_bytes(hash_program(), flags, sizeof flags);

    hash = mix_text(mix_text(hash, options->base_url), options->themes);
    for (const char *const *language = g_get_language_names(); *language; language++)
        hash = mix_text(hash, *language);
    return hash;
}

static char *work_folder(const Build *build)
{
    return g_build_filename(build->options->root, WORK_FOLDER, NULL);
}

void build_recall(Build *build)
{
    const BuildOptions *options = build->options;
    g_autofree char *work = work_folder(build);

    build->remembered = build->lock && !options->record && !options->external;
    if (!build->remembered)
        return;
    build->scope = hash_scope(options);
    build->before = ledger_open(work, options->destination);
    if (build->before && ledger_head(build->before)->scope != build->scope)
        g_clear_pointer(&build->before, ledger_free);
}

/* Finds out which files of the ledger are as they were. */
static void files_check(Build *build)
{
    const guint count = ledger_count_files(build->before);

    build->known = g_new0(StagedFile, count + 1);
    for (guint i = 0; i < count; i++) {
        const LedgerFile *file = ledger_file(build->before, i);
        build->known[i] = (StagedFile){
            .path = ledger_file_path(build->before, i), .digest = file->digest, .stamp = file->stamp};
    }
    proof_check(build->destination, build->known, count, build_count_workers(build));
}

const StagedFile *build_known(const Build *build, const char *path)
{
    const guint file = build->known ? ledger_find_file(build->before, path) : 0;
    return file > 0 && build->known[file - 1].proven ? &build->known[file - 1] : NULL;
}

/* A page that is kept is as it was, and so is what was said of it. */
static void page_keep(Build *build, guint page, guint then)
{
    WorkerPage *done = &g_array_index(build->rendering.pages, WorkerPage, page);
    const LedgerPage *record = ledger_page(build->before, then);
    const StagedFile *file = build_known(build, ledger_page_path(build->before, then));

    *done = (WorkerPage){.page = page, .result = record->left_out ? RENDER_LEFT_OUT : RENDER_DONE};
    if (file) {
        done->high = file->digest.high64;
        done->low = file->digest.low64;
    }
    build->rendering.said[page] = ledger_page_said(build->before, then);
}

/* The files that pages which are kept show. */
static void files_ask(Build *build)
{
    static const char published[] = "published ";

    for (guint i = 0; i < build->plan->pages->len; i++) {
        guint count;
        const Fact *facts = readings_of(build->readings, i, &count);
        for (guint j = 0; j < count; j++) {
            const char *key =
                FACT_IS_KEY(facts[j]) ? readings_key_text(build->readings, FACT_NUMBER(facts[j])) : "";
            if (g_str_has_prefix(key, published))
                rendering_ask(&build->rendering, key + strlen(published), i);
        }
    }
}

void build_compare(Build *build)
{
    const guint pages = build->plan->pages->len;

    if (build->remembered) {
        build->slots = slot_table_new(build->site);
        build->facts = facts_new(build->plan, build->sizes, build->slots);
        build->readings = readings_new(pages, build->slots->count);
    }
    rendering_init(&build->rendering, pages, build->readings);
    if (!build->before)
        return;
    files_check(build);
    if (build->plan->search)
        return; /* texts for the index are taken from pages as they are rendered */
    const KeepingJob job = {build->before, build->plan, build->facts, build->slots, build->known};
    build->keeping = keeping_new(&job);
    keeping_carry(build->keeping, build->readings);
    for (guint i = 0; i < pages; i++)
        if (keeping_page(build->keeping, i))
            page_keep(build, i, keeping_page(build->keeping, i) - 1);
    files_ask(build);
}

void build_note(Build *build)
{
    if (!build->remembered || build_has_errors(build))
        return;
    const GPtrArray *pages = build->plan->pages;
    const guint count = readings_count_keys(build->readings);

    build->answers = g_new(guint64, count + 1);
    for (guint i = 0; i < count; i++)
        build->answers[i] = facts_ask(build->facts, readings_key_text(build->readings, i));
    build->identities = g_new(guint64, pages->len + 1);
    for (guint i = 0; i < pages->len; i++)
        build->identities[i] = facts_page(build->facts, pages->pdata[i]);
}

static LedgerSavePage *list_pages(const Build *build)
{
    const guint count = build->plan->pages->len;
    LedgerSavePage *pages = g_new0(LedgerSavePage, count + 1);

    for (guint i = 0; i < count; i++) {
        pages[i].said = build->rendering.said[i];
        pages[i].left_out = g_array_index(build->rendering.pages, WorkerPage, i).result == RENDER_LEFT_OUT;
    }
    return pages;
}

void build_remember(Build *build)
{
    if (!build->remembered || build_has_errors(build) || build->rendering.mixed)
        return;
    g_autofree char *work = work_folder(build);
    g_autofree LedgerSavePage *pages = list_pages(build);
    g_autoptr(GVariant) said = g_variant_ref_sink(diagnostics_save(build->diagnostics));
    const LedgerSave save = {.head = {.scope = build->scope,
                                      .today = build->site->today.day,
                                      .pages = build->summary->pages,
                                      .files = build->summary->files},
                             .said = said,
                             .plan = build->plan,
                             .slots = build->slots,
                             .readings = build->readings,
                             .answers = build->answers,
                             .identities = build->identities,
                             .files = build->files,
                             .pages = pages};

    ledger_save(&save, work, build->options->destination);
}

void build_forget(Build *build)
{
    g_clear_pointer(&build->before, ledger_free);
    g_clear_pointer(&build->known, g_free);
    g_clear_pointer(&build->answers, g_free);
    g_clear_pointer(&build->identities, g_free);
    g_clear_pointer(&build->slots, slot_table_free);
    g_clear_pointer(&build->facts, facts_free);
    g_clear_pointer(&build->keeping, keeping_free);
    g_clear_pointer(&build->readings, readings_free);
    g_clear_pointer(&build->sizes, g_hash_table_unref);
}

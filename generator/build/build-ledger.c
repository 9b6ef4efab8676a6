/* SPDX-License-Identifier: MIT */
/* What a build knows from the last one, and what it leaves to the next. */
#include "build/build-private.h"
#include "build/inputs.h"
#include "build/ledger-save.h"
#include "build/manifest.h"
#include "build/proof.h"
#include "build/search-files.h"
#include "record/filing.h"
#include "review/extract.h"
#include "text/cache.h"
#include "text/hash.h"
#include "text/installed.h"

#include <cmark-gfm.h>
#include <string.h>
#include <unicode/uvernum.h>
#include <unicode/uversion.h>
#include <unistd.h>
#include <yaml.h>

/* The program: its file, and the libraries whose results are in the outputs. */
static guint64 hash_program(void)
{
    static const char *const parts[] = {"broadside-typeset.so", "broadside-icon", "broadside-word"};
    const FileStamp stamp = stamp_of_file("/proc/self/exe");
    UVersionInfo icu;
    guint64 hash = hash_mix_bytes(1, &stamp, sizeof stamp);

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path = installed_helper(parts[i]);
        const FileStamp part = stamp_of_file(path);
        hash = hash_mix_bytes(hash, &part, sizeof part);
    }

    u_getVersion(icu);
    hash = hash_mix_bytes(hash_mix_text(hash, BROADSIDE_VERSION), icu, sizeof icu);
    hash = hash_mix(hash, extract_stamp()); /* what the review could not read for want of it */
    return hash_mix_text(hash_mix_text(hash, cmark_version_string()), yaml_get_version_string());
}

/* What counts for the whole build before anything is loaded. Messages are kept as they were said: their
 * language is among it. */
static guint64 hash_scope(const BuildOptions *options)
{
    const gboolean flags[] = {options->drafts, options->posters};
    const uid_t user = geteuid(); /* not everybody may read everything */
    guint64 hash = hash_mix_bytes(hash_mix_bytes(hash_program(), flags, sizeof flags), &user, sizeof user);

    hash = hash_mix_text(hash_mix_text(hash, options->base_url), options->themes);
    for (const char *const *language = g_get_language_names(); *language; language++)
        hash = hash_mix_text(hash, *language);
    return hash;
}

static char *work_folder(const Build *build)
{
    return g_build_filename(build->options->root, WORK_FOLDER, NULL);
}

/* Finds out which files of the ledger are as they were. */
static void files_check(Build *build)
{
    const guint count = ledger_count_files(build->before);

    build->known = g_new0(StagedFile, count + 1);
    for (guint i = 0; i < count; i++) {
        const LedgerFile *file = ledger_file(build->before, i);
        build->known[i] = (StagedFile){.path = ledger_file_path(build->before, i),
                                       .digest = file->digest,
                                       .stamp = build->options->checksum ? STAMP_NONE : file->stamp};
    }
    proof_check(build->destination, build->known, count, build_count_workers(build));
}

static void files_check_aside(gpointer build)
{
    files_check(build);
}

void build_join(Build *build)
{
    aside_end(g_steal_pointer(&build->checking));
}

const StagedFile *build_known(const Build *build, const char *path)
{
    const guint file = build->known ? ledger_find_file(build->before, path) : 0;
    return file > 0 && build->known[file - 1].proven ? &build->known[file - 1] : NULL;
}

/* Of all inputs; 0: no proof. */
static guint64 inputs_mix(const Build *build)
{
    const guint64 all[] = {build->inputs, inputs_stamp_entries(build->folder), build->inputs_named};
    return all[0] && all[1] && all[2] ? hash_mix_bytes(1, all, sizeof all) : 0;
}

/* Whether the day of the last build is today's. */
static gboolean is_same_day(const Build *build)
{
    const char *date = build->options->date;
    Date today;

    if (date ? !date_parse(date, &today) || today.minute >= 0
             : !date_today(ledger_name(build->before, LEDGER_TIMEZONE), &today))
        return FALSE;
    return today.day == ledger_head(build->before)->today;
}

/* Whether the inputs are those of the last build. */
static gboolean is_same_input(Build *build)
{
    const Ledger *before = build->before;

    build->inputs_named =
        inputs_stamp_named(build->options->root, build->options->themes, ledger_name(before, LEDGER_THEME),
                           ledger_name(before, LEDGER_RECORDS), build_count_workers(build));
    const guint64 inputs = inputs_mix(build);
    return inputs != 0 && inputs == ledger_head(before)->inputs;
}

/* Whether the destination is as the last build left it. */
static gboolean is_same_output(Build *build)
{
    const LedgerHead *head = ledger_head(build->before);
    const guint count = ledger_count_files(build->before);
    StagedFile manifest = {.path = MANIFEST_NAME, .digest = head->manifest, .stamp = head->manifest_stamp};

    files_check(build);
    proof_check(build->destination, &manifest, 1, 1);
    for (guint i = 0; i < count; i++)
        if (!build->known[i].proven)
            return FALSE;
    return manifest.proven;
}

/* Nothing has changed: what was said is said again. Warnings stop a strict build, which has to come so far.
 */
static gboolean is_same(Build *build)
{
    if (build->options->unseen || build->options->planned || build->options->sweep || !is_same_day(build) ||
        !is_same_input(build))
        return FALSE;
    g_autoptr(GVariant) said = ledger_said(build->before);
    if ((said && build->options->strict) || !is_same_output(build))
        return FALSE;
    g_autofree char *work = work_folder(build);
    stage_sweep(build->options->destination, work);
    if (said)
        diagnostics_load(build->diagnostics, said);
    build->summary->pages = ledger_head(build->before)->pages;
    build->summary->files = ledger_head(build->before)->files;
    build->summary->counts.unchanged = ledger_count_files(build->before);
    return TRUE;
}

/* What is known of files that have not changed. With a checksum of each nothing is. */
static void recall_files(Build *build)
{
    const gboolean trusted = build->before && !build->options->checksum;
    g_autoptr(GBytes) memo = trusted ? ledger_part(build->before, LEDGER_MEMO) : NULL;
    g_autoptr(GBytes) snapshot = build->before ? ledger_part(build->before, LEDGER_SNAPSHOT) : NULL;

    build->memo = memo_new(memo);
    build->snapshot = snapshot ? snapshot_open(snapshot) : NULL;
}

/* The ledger of the last build, if it is one of the same program and options. */
static void ledger_look(gpointer data)
{
    Build *build = data;
    g_autofree char *work = work_folder(build);

    build->before = ledger_open(work, build->options->destination);
    if (build->before && ledger_head(build->before)->scope != build->scope)
        g_clear_pointer(&build->before, ledger_free);
}

gboolean build_recall(Build *build)
{
    const BuildOptions *options = build->options;

    build->remembered = build->lock && lock_is_held(build->lock) && !options->record && !options->external;
    if (!build->remembered)
        return FALSE;
    build->scope = hash_scope(options);
    Aside *looking = aside_begin(build_count_workers(build), ledger_look, build);
    build->folder = folder_scan(options->root, build->diagnostics, NULL);
    if (build->folder)
        build->inputs = inputs_stamp(options->root, build->folder, build_count_workers(build));
    aside_end(looking);
    if (!build->folder)
        return FALSE;
    recall_files(build);
    if (!build->before)
        return FALSE;
    build->destination = destination_new(options->destination);
    if (!options->checksum && is_same(build))
        return TRUE;
    if (!build->known)
        build->checking = aside_begin(build_count_workers(build), files_check_aside, build);
    return FALSE;
}

/* The names of the ledger, of the configuration. */
static const char *name_of(const Build *build, LedgerName name)
{
    static const char *const keys[] = {[LEDGER_THEME] = "theme", [LEDGER_TIMEZONE] = "timezone"};

    if (name == LEDGER_RECORDS)
        return filing_folder(build->content);
    const Value *value = content_config(build->content, keys[name]);
    return value->kind == VALUE_TEXT ? value->text : "";
}

void build_look(Build *build)
{
    if (!build->remembered)
        return;
    const char *theme = name_of(build, LEDGER_THEME), *records = name_of(build, LEDGER_RECORDS);
    const gboolean known = build->inputs_named && build->before &&
                           strcmp(ledger_name(build->before, LEDGER_THEME), theme) == 0 &&
                           strcmp(ledger_name(build->before, LEDGER_RECORDS), records) == 0;

    if (!known)
        build->inputs_named = inputs_stamp_named(build->options->root, build->options->themes, theme, records,
                                                 build_count_workers(build));
}

void build_recall_review(Build *build)
{
    if (!build->remembered)
        return;
    const Value *contacts = content_config(build->content, "contacts");
    const guint64 rules = hash_mix(facts_rules(build->site), slot_hash_value(build->site, contacts));
    g_autoptr(GBytes) kept = build->before ? ledger_part(build->before, LEDGER_REVIEW) : NULL;

    build->review_before = kept ? review_memory_open(kept, rules) : NULL;
    build->review_after = review_memory_new(rules);
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

static void content_save(gconstpointer content, const Sink *into)
{
    snapshot_save(content, into);
}

static void review_save(gconstpointer memory, const Sink *into)
{
    review_memory_save(memory, into);
}

static void array_save(gconstpointer what, const Sink *into)
{
    const GByteArray *array = what;
    sink_add(into, array->data, array->len);
}

static void bytes_save(gconstpointer what, const Sink *into)
{
    gsize length;
    gconstpointer bytes = g_bytes_get_data((GBytes *)what, &length);
    sink_add(into, bytes, length);
}

void build_remember(Build *build)
{
    if (!build->remembered || build_has_errors(build) || build->rendering.mixed ||
        !readings_are_whole(build->readings))
        return;
    inputs_settle(build->content, build->folder);
    g_autofree char *work = work_folder(build);
    g_autofree LedgerSavePage *pages = list_pages(build);
    g_autoptr(GVariant) said = g_variant_ref_sink(diagnostics_save(build->diagnostics));
    const PublishCounts *counts = &build->summary->counts;
    g_autoptr(GByteArray) memo = memo_save(build->memo);
    g_autoptr(GByteArray) search = g_byte_array_new();
    const LedgerSave save = {.head = {.scope = build->scope,
                                      /* What was said once is not said again by a build that does nothing. */
                                      .inputs = counts->left ? 0 : inputs_mix(build),
                                      .manifest = counts->manifest.digest,
                                      .manifest_stamp = counts->manifest.stamp,
                                      .today = build->site->today.day,
                                      .pages = build->summary->pages,
                                      .files = build->summary->files},
                             .names = {name_of(build, LEDGER_THEME), name_of(build, LEDGER_RECORDS),
                                       name_of(build, LEDGER_TIMEZONE)},
                             .parts = {[LEDGER_SNAPSHOT] = {content_save, build->content},
                                       [LEDGER_REVIEW] = {review_save, build->review_after},
                                       [LEDGER_MEMO] = {array_save, memo},
                                       [LEDGER_SEARCH] = {array_save, search},
                                       [LEDGER_THEME_TABLE] = {bytes_save, theme_known(build->theme)}},
                             .said = said,
                             .plan = build->plan,
                             .slots = build->slots,
                             .readings = build->readings,
                             .answers = build->answers,
                             .identities = build->identities,
                             .files = build->files,
                             .pages = pages};

    if (build->plan->search)
        search_keep(build->plan->search, search);
    ledger_save(&save, work, build->options->destination);
}

void build_forget(Build *build)
{
    build_join(build);
    g_clear_pointer(&build->memo, memo_free);
    g_clear_pointer(&build->before, ledger_free);
    g_clear_pointer(&build->review_before, review_memory_free);
    g_clear_pointer(&build->review_after, review_memory_free);
    g_clear_pointer(&build->known, g_free);
    g_clear_pointer(&build->answers, g_free);
    g_clear_pointer(&build->identities, g_free);
    g_clear_pointer(&build->slots, slot_table_free);
    g_clear_pointer(&build->facts, facts_free);
    g_clear_pointer(&build->keeping, keeping_free);
    g_clear_pointer(&build->readings, readings_free);
    g_clear_pointer(&build->sizes, g_hash_table_unref);
}

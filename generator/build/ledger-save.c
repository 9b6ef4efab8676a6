/* SPDX-License-Identifier: MIT */
#include "build/ledger-save.h"

#include "build/ledger-form.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#define BUFFER_BYTES (256 * 1024)

/* The file as it grows: it is nowhere in memory as a whole. */
typedef struct {
    FILE *file;
    guint64 at;          /* bytes written */
    XXH3_state_t *state; /* of what stands behind the head */
    LedgerForm form;
} Writing;

/* That it failed is asked at the end. */
static void add(Writing *writing, const void *bytes, gsize length)
{
    if (length == 0)
        return;
    fwrite(bytes, 1, length, writing->file);
    XXH3_64bits_update(writing->state, bytes, length);
    writing->at += length;
}

/* Up to the next multiple of `size`. */
static void align(Writing *writing, guint size)
{
    static const guint8 zeroes[LEDGER_ALIGNMENT];
    add(writing, zeroes, (size - writing->at % size) % size);
}

static void section_begin(Writing *writing, guint number)
{
    align(writing, LEDGER_ALIGNMENT);
    writing->form.section[number].start = writing->at;
}

static void section_end(Writing *writing, guint number)
{
    writing->form.section[number].length = writing->at - writing->form.section[number].start;
}

static void add_text(Writing *writing, const char *text)
{
    add(writing, text, strlen(text) + 1);
}

static void section_add(Writing *writing, guint number, const void *bytes, gsize length)
{
    section_begin(writing, number);
    add(writing, bytes, length);
    section_end(writing, number);
}

static void add_variant(Writing *writing, GVariant *variant)
{
    if (variant && g_variant_n_children(variant) > 0)
        add(writing, g_variant_get_data(variant), g_variant_get_size(variant));
}

static void add_to(gpointer writing, gconstpointer bytes, gsize length)
{
    add(writing, bytes, length);
}

static void add_parts(Writing *writing, const LedgerSave *save)
{
    const Sink sink = {add_to, writing};

    for (guint i = 0; i < N_LEDGER_PARTS; i++) {
        section_begin(writing, i);
        if (save->parts[i].what)
            save->parts[i].save(save->parts[i].what, &sink);
        section_end(writing, i);
    }
    section_begin(writing, SECTION_SAID);
    add_variant(writing, save->said);
    section_end(writing, SECTION_SAID);
    section_begin(writing, SECTION_NAMES);
    for (guint i = 0; i < N_LEDGER_NAMES; i++)
        add_text(writing, save->names[i]);
    section_end(writing, SECTION_NAMES);
}

static void add_entries(Writing *writing, const LedgerSave *save)
{
    const GPtrArray *entries = save->plan->site->content->entries;
    g_autofree const char **ids = g_new0(const char *, entries->len + 1);

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        ids[entry->position] = entry->id;
    }
    section_begin(writing, SECTION_IDS);
    for (guint i = 0; i < entries->len; i++)
        add_text(writing, ids[i]);
    section_end(writing, SECTION_IDS);
    section_add(writing, SECTION_SLOTS, save->slots->words->data, save->slots->words->len * sizeof(guint64));
}

static void add_files(Writing *writing, const LedgerSave *save)
{
    const StagedFile *files = (const StagedFile *)(const void *)save->files->data;

    section_begin(writing, SECTION_FILE_PATHS);
    for (guint i = 0; i < save->files->len; i++)
        add_text(writing, files[i].path);
    section_end(writing, SECTION_FILE_PATHS);
    section_begin(writing, SECTION_FILES);
    for (guint i = 0; i < save->files->len; i++) {
        const LedgerFile file = {.digest = files[i].digest, .stamp = files[i].stamp};
        add(writing, &file, sizeof file);
    }
    section_end(writing, SECTION_FILES);
}

static void add_pages_said(Writing *writing, const LedgerSave *save, LedgerPage *records)
{
    section_begin(writing, SECTION_PAGES_SAID);
    const guint64 start = writing->at;
    for (guint i = 0; i < save->plan->pages->len; i++) {
        if (!save->pages[i].said)
            continue;
        align(writing, 8);
        records[i].said = (guint32)(writing->at - start);
        add_variant(writing, save->pages[i].said);
        records[i].said_size = (guint32)(writing->at - start) - records[i].said;
    }
    section_end(writing, SECTION_PAGES_SAID);
}

static void add_spans(Writing *writing, const LedgerSave *save, LedgerPage *records)
{
    guint32 at = 0;

    section_begin(writing, SECTION_SPANS);
    for (guint i = 0; i < save->plan->pages->len; i++) {
        const PageReads reads = readings_of(save->readings, i);
        records[i].spans = at;
        records[i].n_spans = reads.n_spans;
        at += reads.n_spans;
        add(writing, reads.spans, reads.n_spans * sizeof *reads.spans);
    }
    section_end(writing, SECTION_SPANS);
}

/* The facts of the pages, and of the fragments behind them. */
static void add_lists(Writing *writing, const LedgerSave *save, LedgerPage *records)
{
    const guint count = readings_count_fragments(save->readings);
    g_autofree LedgerFragment *fragments = g_new(LedgerFragment, count + 1);
    guint32 at = 0;

    section_begin(writing, SECTION_LISTS);
    for (guint i = 0; i < save->plan->pages->len; i++) {
        const PageReads reads = readings_of(save->readings, i);
        records[i].identity = save->identities[i];
        records[i].list = at;
        records[i].count = reads.n_facts;
        records[i].left_out = save->pages[i].left_out != FALSE;
        at += reads.n_facts;
        add(writing, reads.facts, reads.n_facts * sizeof *reads.facts);
    }
    for (guint i = 0; i < count; i++) {
        const Fact *facts = readings_fragment_facts(save->readings, i, &fragments[i].count);
        fragments[i].list = at;
        at += fragments[i].count;
        add(writing, facts, fragments[i].count * sizeof *facts);
    }
    section_end(writing, SECTION_LISTS);
    section_add(writing, SECTION_FRAGMENTS, fragments, count * sizeof *fragments);
}

static void add_pages(Writing *writing, const LedgerSave *save)
{
    const GPtrArray *pages = save->plan->pages;
    g_autofree LedgerPage *records = g_new0(LedgerPage, pages->len + 1);

    section_begin(writing, SECTION_PAGE_PATHS);
    for (guint i = 0; i < pages->len; i++)
        add_text(writing, ((const Page *)pages->pdata[i])->path);
    section_end(writing, SECTION_PAGE_PATHS);
    add_spans(writing, save, records);
    add_lists(writing, save, records);
    add_pages_said(writing, save, records);
    section_add(writing, SECTION_PAGES, records, pages->len * sizeof *records);
}

static void add_facts(Writing *writing, const LedgerSave *save)
{
    const guint count = readings_count_keys(save->readings);

    section_begin(writing, SECTION_KEYS);
    for (guint i = 0; i < count; i++)
        add_text(writing, readings_key_text(save->readings, i));
    section_end(writing, SECTION_KEYS);
    section_add(writing, SECTION_KEY_HASHES, save->answers, count * sizeof *save->answers);
    section_begin(writing, SECTION_PAIRS);
    for (guint i = 0; i < readings_count_pairs(save->readings); i++)
        add(writing, readings_pair_at(save->readings, i), sizeof(ReadPair));
    section_end(writing, SECTION_PAIRS);
}

static void add_all(Writing *writing, const LedgerSave *save)
{
    add_parts(writing, save);
    add_entries(writing, save);
    add_files(writing, save);
    add_pages(writing, save);
    add_facts(writing, save);
}

/* The head, in the room that was left for it. */
static gboolean head_put(Writing *writing)
{
    LedgerForm *form = &writing->form;

    memcpy(form->magic, LEDGER_MAGIC, sizeof form->magic);
    form->version = LEDGER_VERSION;
    form->sections = N_SECTIONS;
    form->size = writing->at;
    form->checksum = ledger_checksum(form, XXH3_64bits_digest(writing->state));
    return fseek(writing->file, 0, SEEK_SET) == 0 && fwrite(form, sizeof *form, 1, writing->file) == 1;
}

/* In place of what a build that was cut off has left, or somebody else: that may be a pipe, or a file that
 * has another name, too. */
static FILE *file_new(const char *path)
{
    unlink(path);
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return fd < 0 ? NULL : fdopen(fd, "wb");
}

static gboolean file_write(const char *path, const LedgerSave *save)
{
    Writing writing = {.file = file_new(path), .at = sizeof writing.form, .form.head = save->head};

    if (!writing.file)
        return FALSE;
    /* Without a buffer of ours, the size would be ignored (setvbuf(3), glibc). */
    g_autofree char *buffer = g_malloc(BUFFER_BYTES);
    setvbuf(writing.file, buffer, _IOFBF, BUFFER_BYTES);
    writing.state = XXH3_createState();
    XXH3_64bits_reset(writing.state);
    gboolean done = fseek(writing.file, sizeof writing.form, SEEK_SET) == 0;
    add_all(&writing, save);
    done = done && head_put(&writing) && !ferror(writing.file);
    XXH3_freeState(writing.state);
    return fclose(writing.file) == 0 && done;
}

void ledger_save(const LedgerSave *save, const char *work, const char *destination)
{
    g_autofree char *path = ledger_path(work, destination);
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);

    if (!file_write(fresh, save) || rename(fresh, path) < 0) {
        g_unlink(fresh);
        g_unlink(path);
    }
}

/* SPDX-License-Identifier: MIT */
#include "build/ledger-save.h"

#include "build/ledger-form.h"
#include "text/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The file as it grows. */
typedef struct {
    GByteArray *bytes;
    LedgerForm form;
} Writing;

static void section_begin(Writing *writing, guint number)
{
    static const guint8 zeroes[LEDGER_ALIGNMENT];
    const guint rest = writing->bytes->len % LEDGER_ALIGNMENT;

    if (rest > 0)
        g_byte_array_append(writing->bytes, zeroes, LEDGER_ALIGNMENT - rest);
    writing->form.section[number].start = writing->bytes->len;
}

static void section_end(Writing *writing, guint number)
{
    writing->form.section[number].length = writing->bytes->len - writing->form.section[number].start;
}

static void add(Writing *writing, const void *bytes, gsize length)
{
    if (length > 0)
        g_byte_array_append(writing->bytes, bytes, (guint)length);
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

static void add_parts(Writing *writing, const LedgerSave *save)
{
    for (guint i = 0; i < N_LEDGER_PARTS; i++)
        section_add(writing, i, save->parts[i] ? save->parts[i]->data : NULL,
                    save->parts[i] ? save->parts[i]->len : 0);
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
    static const guint8 zeroes[8];

    section_begin(writing, SECTION_PAGES_SAID);
    const gsize start = writing->bytes->len;
    for (guint i = 0; i < save->plan->pages->len; i++) {
        const guint rest = writing->bytes->len % sizeof zeroes;
        if (!save->pages[i].said)
            continue;
        add(writing, zeroes, rest > 0 ? sizeof zeroes - rest : 0);
        records[i].said = (guint32)(writing->bytes->len - start);
        add_variant(writing, save->pages[i].said);
        records[i].said_size = (guint32)(writing->bytes->len - start) - records[i].said;
    }
    section_end(writing, SECTION_PAGES_SAID);
}

static void add_pages(Writing *writing, const LedgerSave *save)
{
    const GPtrArray *pages = save->plan->pages;
    g_autofree LedgerPage *records = g_new0(LedgerPage, pages->len + 1);

    section_begin(writing, SECTION_PAGE_PATHS);
    for (guint i = 0; i < pages->len; i++)
        add_text(writing, ((const Page *)pages->pdata[i])->path);
    section_end(writing, SECTION_PAGE_PATHS);
    section_begin(writing, SECTION_LISTS);
    const gsize start = writing->bytes->len;
    for (guint i = 0; i < pages->len; i++) {
        const Fact *facts = readings_of(save->readings, i, &records[i].count);
        records[i].identity = save->identities[i];
        records[i].list = (guint32)((writing->bytes->len - start) / sizeof *facts);
        records[i].left_out = save->pages[i].left_out != FALSE;
        add(writing, facts, records[i].count * sizeof *facts);
    }
    section_end(writing, SECTION_LISTS);
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

static void finish(Writing *writing)
{
    const gsize behind = G_STRUCT_OFFSET(LedgerForm, checksum) + sizeof writing->form.checksum;
    LedgerForm *form = (LedgerForm *)(void *)writing->bytes->data;

    memcpy(writing->form.magic, LEDGER_MAGIC, sizeof writing->form.magic);
    writing->form.version = LEDGER_VERSION;
    writing->form.sections = N_SECTIONS;
    writing->form.size = writing->bytes->len;
    *form = writing->form;
    form->checksum = XXH3_64bits((const char *)form + behind, writing->bytes->len - behind);
}

/* In place of what a build that was cut off has left, or somebody else: that may be a pipe, or a file that
 * has another name, too. */
static gboolean write_file(const char *path, const GByteArray *bytes)
{
    unlink(path);
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return FALSE;
    const gboolean written = descriptor_write(fd, (const char *)bytes->data, bytes->len);
    return close(fd) == 0 && written;
}

void ledger_save(const LedgerSave *save, const char *work, const char *destination)
{
    g_autofree char *path = ledger_path(work, destination);
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);
    Writing writing = {.form.head = save->head};

    writing.bytes = g_byte_array_sized_new(save->size + save->size / 16);
    add(&writing, &writing.form, sizeof writing.form);
    add_parts(&writing, save);
    add_entries(&writing, save);
    add_files(&writing, save);
    add_pages(&writing, save);
    add_facts(&writing, save);
    finish(&writing);
    if (!write_file(fresh, writing.bytes) || rename(fresh, path) < 0) {
        g_unlink(fresh);
        g_unlink(path);
    }
    g_byte_array_unref(writing.bytes);
}

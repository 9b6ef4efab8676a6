/* SPDX-License-Identifier: MIT */
#include "build/ledger-form.h"
#include "text/diagnostic.h"
#include "text/hash.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* Texts that stand one behind the other, found by number. */
typedef struct {
    const char *bytes;
    guint32 *starts;
    guint count;
} Texts;

struct Ledger {
    GMappedFile *file;
    GBytes *bytes;
    const LedgerForm *form;
    Texts names, ids, file_paths, page_paths, keys;
    GHashTable *files; /* path -> number + 1; NULL: not asked for yet */
    guint32 *rows;     /* where the slots of each entry begin, in words */
};

char *ledger_path(const char *work, const char *destination)
{
    g_autofree char *whole = g_canonicalize_filename(destination, NULL);
    g_autofree char *name =
        g_strdup_printf("ledger-%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits(whole, strlen(whole)));
    return g_build_filename(work, name, NULL);
}

static const void *section(const Ledger *ledger, guint number, gsize *length)
{
    *length = ledger->form->section[number].length;
    return (const char *)ledger->form + ledger->form->section[number].start;
}

static guint section_count(const Ledger *ledger, guint number, gsize size)
{
    return (guint)(ledger->form->section[number].length / size);
}

guint64 ledger_checksum(const LedgerForm *form, guint64 rest)
{
    const gsize behind = G_STRUCT_OFFSET(LedgerForm, checksum) + sizeof form->checksum;
    return hash_mix_bytes(rest, (const char *)form + behind, sizeof *form - behind);
}

static gboolean is_whole(const LedgerForm *form, gsize size)
{
    if (size < sizeof *form || memcmp(form->magic, LEDGER_MAGIC, sizeof form->magic) != 0 ||
        form->version != LEDGER_VERSION || form->sections != N_SECTIONS || form->size != size ||
        form->checksum != ledger_checksum(form, XXH3_64bits(form + 1, size - sizeof *form)))
        return FALSE;
    for (guint i = 0; i < N_SECTIONS; i++)
        if (form->section[i].start % LEDGER_ALIGNMENT || form->section[i].start > size ||
            form->section[i].length > size - form->section[i].start)
            return FALSE;
    return TRUE;
}

/* FALSE where they are not `count` texts. */
static gboolean texts_open(const Ledger *ledger, guint number, Texts *texts, guint count)
{
    gsize length;
    texts->bytes = section(ledger, number, &length);
    texts->starts = g_new(guint32, count + 1);

    for (gsize at = 0; texts->count < count; texts->count++) {
        const char *end = at < length ? memchr(texts->bytes + at, '\0', length - at) : NULL;
        if (!end)
            return FALSE;
        texts->starts[texts->count] = (guint32)at;
        at = (gsize)(end - texts->bytes) + 1;
    }
    return TRUE;
}

static const char *texts_at(const Texts *texts, guint number)
{
    return texts->bytes + texts->starts[number];
}

/* Each row has a word for each slot that is in its first word. */
static gboolean rows_open(Ledger *ledger, guint count)
{
    gsize length;
    const guint64 *words = section(ledger, SECTION_SLOTS, &length);
    gsize at = 0;

    length /= sizeof *words;
    ledger->rows = g_new(guint32, count + 1);
    for (guint i = 0; i < count; i++) {
        if (at >= length)
            return FALSE;
        ledger->rows[i] = (guint32)at;
        at += 1 + (gsize)__builtin_popcountll(words[at]);
    }
    return at == length;
}

/* Whether facts, spans, … from `start` on are among those that there are. */
static gboolean is_within(guint32 start, guint32 count, gsize all)
{
    return start <= all && count <= all - start;
}

static gboolean list_is_sound(const Ledger *ledger, guint32 list, guint32 count)
{
    gsize length;
    const Fact *facts = section(ledger, SECTION_LISTS, &length);

    if (!is_within(list, count, length / sizeof *facts))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        const Fact fact = facts[list + i];
        if (FACT_NUMBER(fact) >= (FACT_IS_KEY(fact) ? ledger_count_keys(ledger) : ledger_count_pairs(ledger)))
            return FALSE;
    }
    return TRUE;
}

static gboolean page_is_sound(const Ledger *ledger, guint index)
{
    const LedgerPage *page = ledger_page(ledger, index);
    gsize said, spans;
    guint64 at = 0;

    section(ledger, SECTION_PAGES_SAID, &said);
    section(ledger, SECTION_SPANS, &spans);
    if (!list_is_sound(ledger, page->list, page->count) ||
        !is_within(page->spans, page->n_spans, spans / sizeof(ReadSpan)) ||
        !is_within(page->said, page->said_size, said) || page->said % 8)
        return FALSE;
    const PageReads reads = ledger_page_reads(ledger, index);
    for (guint i = 0; i < reads.n_spans; i++) {
        const ReadSpan *span = &reads.spans[i];
        if (span->fragment >= ledger_count_fragments(ledger) || span->offset < at)
            return FALSE;
        at = (guint64)span->offset + span->length;
    }
    return TRUE;
}

static gboolean fragments_are_sound(const Ledger *ledger)
{
    gsize length;
    const LedgerFragment *fragments = section(ledger, SECTION_FRAGMENTS, &length);

    for (guint i = 0; i < ledger_count_fragments(ledger); i++)
        if (!list_is_sound(ledger, fragments[i].list, fragments[i].count))
            return FALSE;
    return TRUE;
}

/* The checksum says that it is what was written; this, that no mistake of the writer leads out of it. */
static gboolean is_sound(Ledger *ledger)
{
    gsize length;
    const char *ids = section(ledger, SECTION_IDS, &length);
    guint entries = 0;

    for (gsize i = 0; i < length; i++)
        entries += ids[i] == '\0';
    if (!texts_open(ledger, SECTION_NAMES, &ledger->names, N_LEDGER_NAMES) ||
        !texts_open(ledger, SECTION_IDS, &ledger->ids, entries) || !rows_open(ledger, entries) ||
        !texts_open(ledger, SECTION_FILE_PATHS, &ledger->file_paths, ledger_count_files(ledger)) ||
        !texts_open(ledger, SECTION_PAGE_PATHS, &ledger->page_paths, ledger_count_pages(ledger)) ||
        !texts_open(ledger, SECTION_KEYS, &ledger->keys, ledger_count_keys(ledger)))
        return FALSE;
    for (guint i = 0; i < ledger_count_pairs(ledger); i++)
        if (ledger_pair(ledger, i)->position >= entries)
            return FALSE;
    for (guint i = 0; i < ledger_count_pages(ledger); i++)
        if (!page_is_sound(ledger, i))
            return FALSE;
    return fragments_are_sound(ledger);
}

const char *ledger_name(const Ledger *ledger, LedgerName name)
{
    return texts_at(&ledger->names, name);
}

/* NULL where it is no file: a pipe would be waited for. */
static GMappedFile *map_file(const char *path)
{
    const int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return NULL;
    GMappedFile *file = fstat(fd, &status) == 0 && S_ISREG(status.st_mode)
                            ? g_mapped_file_new_from_fd(fd, FALSE, NULL)
                            : NULL;
    close(fd);
    return file;
}

Ledger *ledger_open(const char *work, const char *destination)
{
    g_autofree char *path = ledger_path(work, destination);
    g_autoptr(Ledger) ledger = g_new0(Ledger, 1);

    ledger->file = map_file(path);
    if (!ledger->file)
        return NULL;
    ledger->bytes = g_mapped_file_get_bytes(ledger->file);
    ledger->form = (const void *)g_mapped_file_get_contents(ledger->file);
    if (!is_whole(ledger->form, g_mapped_file_get_length(ledger->file)) || !is_sound(ledger))
        return NULL;
    return g_steal_pointer(&ledger);
}

static void texts_clear(Texts *texts)
{
    g_free(texts->starts);
}

void ledger_free(Ledger *ledger)
{
    if (!ledger)
        return;
    texts_clear(&ledger->names);
    texts_clear(&ledger->ids);
    texts_clear(&ledger->file_paths);
    texts_clear(&ledger->page_paths);
    texts_clear(&ledger->keys);
    g_free(ledger->rows);
    g_clear_pointer(&ledger->files, g_hash_table_unref);
    g_clear_pointer(&ledger->bytes, g_bytes_unref);
    g_clear_pointer(&ledger->file, g_mapped_file_unref);
    g_free(ledger);
}

const LedgerHead *ledger_head(const Ledger *ledger)
{
    return &ledger->form->head;
}

static GBytes *section_bytes(const Ledger *ledger, guint number)
{
    return g_bytes_new_from_bytes(ledger->bytes, ledger->form->section[number].start,
                                  ledger->form->section[number].length);
}

GBytes *ledger_part(const Ledger *ledger, LedgerPart part)
{
    return section_bytes(ledger, part);
}

static GVariant *diagnostics_of(GBytes *bytes)
{
    return g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(DIAGNOSTICS_VARIANT_TYPE), bytes, FALSE));
}

GVariant *ledger_said(const Ledger *ledger)
{
    g_autoptr(GBytes) bytes = section_bytes(ledger, SECTION_SAID);
    return g_bytes_get_size(bytes) > 0 ? diagnostics_of(bytes) : NULL;
}

GVariant *ledger_page_said(const Ledger *ledger, guint page)
{
    const LedgerPage *record = ledger_page(ledger, page);
    g_autoptr(GBytes) all = section_bytes(ledger, SECTION_PAGES_SAID);
    g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(all, record->said, record->said_size);
    return record->said_size > 0 ? diagnostics_of(bytes) : NULL;
}

guint ledger_count_files(const Ledger *ledger)
{
    return section_count(ledger, SECTION_FILES, sizeof(LedgerFile));
}

const LedgerFile *ledger_file(const Ledger *ledger, guint index)
{
    gsize length;
    return (const LedgerFile *)section(ledger, SECTION_FILES, &length) + index;
}

const char *ledger_file_path(const Ledger *ledger, guint index)
{
    return texts_at(&ledger->file_paths, index);
}

guint ledger_find_file(const Ledger *ledger, const char *path)
{
    Ledger *self = (Ledger *)ledger;

    if (!self->files) {
        self->files = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < ledger_count_files(ledger); i++)
            g_hash_table_insert(self->files, (gpointer)ledger_file_path(ledger, i), GUINT_TO_POINTER(i + 1));
    }
    return GPOINTER_TO_UINT(g_hash_table_lookup(self->files, path));
}

guint ledger_count_pages(const Ledger *ledger)
{
    return section_count(ledger, SECTION_PAGES, sizeof(LedgerPage));
}

const LedgerPage *ledger_page(const Ledger *ledger, guint index)
{
    gsize length;
    return (const LedgerPage *)section(ledger, SECTION_PAGES, &length) + index;
}

const char *ledger_page_path(const Ledger *ledger, guint index)
{
    return texts_at(&ledger->page_paths, index);
}

PageReads ledger_page_reads(const Ledger *ledger, guint index)
{
    gsize length;
    const LedgerPage *page = ledger_page(ledger, index);

    return (PageReads){.facts = (const Fact *)section(ledger, SECTION_LISTS, &length) + page->list,
                       .n_facts = page->count,
                       .spans = (const ReadSpan *)section(ledger, SECTION_SPANS, &length) + page->spans,
                       .n_spans = page->n_spans};
}

guint ledger_count_fragments(const Ledger *ledger)
{
    return section_count(ledger, SECTION_FRAGMENTS, sizeof(LedgerFragment));
}

const Fact *ledger_fragment_facts(const Ledger *ledger, guint32 fragment, guint *count)
{
    gsize length;
    const LedgerFragment *record =
        (const LedgerFragment *)section(ledger, SECTION_FRAGMENTS, &length) + fragment;

    *count = record->count;
    return (const Fact *)section(ledger, SECTION_LISTS, &length) + record->list;
}

guint ledger_count_keys(const Ledger *ledger)
{
    return section_count(ledger, SECTION_KEY_HASHES, sizeof(guint64));
}

const char *ledger_key(const Ledger *ledger, guint number, guint64 *hash)
{
    gsize length;

    *hash = ((const guint64 *)section(ledger, SECTION_KEY_HASHES, &length))[number];
    return texts_at(&ledger->keys, number);
}

guint ledger_count_pairs(const Ledger *ledger)
{
    return section_count(ledger, SECTION_PAIRS, sizeof(ReadPair));
}

const ReadPair *ledger_pair(const Ledger *ledger, guint number)
{
    gsize length;
    return (const ReadPair *)section(ledger, SECTION_PAIRS, &length) + number;
}

guint ledger_count_entries(const Ledger *ledger)
{
    return ledger->ids.count;
}

const char *ledger_entry_id(const Ledger *ledger, guint position)
{
    return texts_at(&ledger->ids, position);
}

const guint64 *ledger_entry_slots(const Ledger *ledger, guint position)
{
    gsize length;
    return (const guint64 *)section(ledger, SECTION_SLOTS, &length) + ledger->rows[position];
}

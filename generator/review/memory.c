/* SPDX-License-Identifier: MIT */
#include "review/memory.h"

#include "text/arena.h"

#include <string.h>
#include <xxhash.h>

/* To be raised when a rule of the review finds something else, or the form below changes. */
#define VERSION 3

typedef struct {
    guint64 version;
    guint64 rules;
    guint32 records;
    guint32 paragraphs;
    guint32 documents;
    guint32 unused;
} Head;

/* A text. */
typedef struct {
    guint64 key; /* of its path and its bytes */
    guint32 first, count;
    guint32 flags;
    guint32 unused;
} Record;

/* Paragraphs that lie one behind the other. */
typedef struct {
    const MemoryParagraph *first;
    guint count;
} Run;

struct ReviewMemory {
    guint64 rules;
    GBytes *bytes; /* what the rest points into; or NULL */
    /* What is kept: of texts that have not changed the paragraphs stay where they are. */
    GArray *own_records, *runs;
    guint n_kept; /* paragraphs */
    Arena *arena; /* owns those that were added */
    const Record *records;
    const MemoryParagraph *paragraphs;
    guint n_records;
    GHashTable *by_key;    /* const guint64 * -> const Record * */
    GArray *own_documents; /* MemoryDocument */
    const MemoryDocument *documents;
    guint n_documents;
    GHashTable *documents_by_key; /* const guint64 * -> const MemoryDocument * */
};

ReviewMemory *review_memory_new(guint64 rules)
{
    ReviewMemory *memory = g_new0(ReviewMemory, 1);

    memory->rules = rules;
    memory->own_records = g_array_new(FALSE, FALSE, sizeof(Record));
    memory->runs = g_array_new(FALSE, FALSE, sizeof(Run));
    memory->arena = arena_new();
    memory->by_key = g_hash_table_new(g_int64_hash, g_int64_equal);
    memory->own_documents = g_array_new(FALSE, FALSE, sizeof(MemoryDocument));
    memory->documents_by_key = g_hash_table_new(g_int64_hash, g_int64_equal);
    return memory;
}

void review_memory_free(ReviewMemory *memory)
{
    if (!memory)
        return;
    g_array_unref(memory->own_records);
    g_array_unref(memory->runs);
    arena_free(memory->arena);
    g_hash_table_unref(memory->by_key);
    g_array_unref(memory->own_documents);
    g_hash_table_unref(memory->documents_by_key);
    g_clear_pointer(&memory->bytes, g_bytes_unref);
    g_free(memory);
}

/* FALSE where the bytes are not what they should be. */
static gboolean memory_read(ReviewMemory *memory, const char *bytes, gsize length)
{
    Head head;

    if (length < sizeof head || GPOINTER_TO_SIZE(bytes) % sizeof(guint64))
        return FALSE;
    memcpy(&head, bytes, sizeof head);
    if (head.version != VERSION || head.rules != memory->rules ||
        length != sizeof head + head.records * sizeof(Record) + head.paragraphs * sizeof(MemoryParagraph) +
                      head.documents * sizeof(MemoryDocument))
        return FALSE;
    memory->records = (const void *)(bytes + sizeof head);
    memory->paragraphs = (const void *)(memory->records + head.records);
    memory->documents = (const void *)(memory->paragraphs + head.paragraphs);
    for (guint i = 0; i < head.records; i++)
        if (memory->records[i].first > head.paragraphs ||
            memory->records[i].count > head.paragraphs - memory->records[i].first)
            return FALSE;
    memory->n_records = head.records;
    memory->n_documents = head.documents;
    return TRUE;
}

ReviewMemory *review_memory_open(GBytes *bytes, guint64 rules)
{
    ReviewMemory *memory = review_memory_new(rules);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    if (!data || !memory_read(memory, data, length))
        return memory;
    memory->bytes = g_bytes_ref(bytes);
    for (guint i = 0; i < memory->n_records; i++)
        g_hash_table_insert(memory->by_key, (gpointer)&memory->records[i].key, (gpointer)&memory->records[i]);
    for (guint i = 0; i < memory->n_documents; i++)
        g_hash_table_insert(memory->documents_by_key, (gpointer)&memory->documents[i].key,
                            (gpointer)&memory->documents[i]);
    return memory;
}

static guint64 key_of(const Entry *entry)
{
    return XXH3_64bits_withSeed(entry->path, strlen(entry->path), entry->text_hash);
}

gboolean review_memory_find(const ReviewMemory *memory, const Entry *entry, guint *flags,
                            const MemoryParagraph **paragraphs, guint *count)
{
    const guint64 key = key_of(entry);
    const Record *record = memory ? g_hash_table_lookup(memory->by_key, &key) : NULL;

    if (!record)
        return FALSE;
    *flags = record->flags;
    *paragraphs = memory->paragraphs + record->first;
    *count = record->count;
    return TRUE;
}

void review_memory_keep(ReviewMemory *memory, const Entry *entry, guint flags,
                        const MemoryParagraph *paragraphs, guint count)
{
    const Record record = {key_of(entry), memory->n_kept, count, flags, 0};
    const Run run = {paragraphs, count};
    Run *last = memory->runs->len ? &g_array_index(memory->runs, Run, memory->runs->len - 1) : NULL;

    g_array_append_val(memory->own_records, record);
    memory->n_kept += count;
    if (last && last->first + last->count == paragraphs)
        last->count += count;
    else if (count > 0)
        g_array_append_val(memory->runs, run);
}

MemoryParagraph *review_memory_add(ReviewMemory *memory, const Entry *entry, guint flags, guint count)
{
    MemoryParagraph *paragraphs = arena_new0(memory->arena, MemoryParagraph, count);

    review_memory_keep(memory, entry, flags, paragraphs, count);
    return paragraphs;
}

const MemoryDocument *review_memory_find_document(const ReviewMemory *memory, guint64 key)
{
    return memory ? g_hash_table_lookup(memory->documents_by_key, &key) : NULL;
}

void review_memory_keep_document(ReviewMemory *memory, const MemoryDocument *document)
{
    g_array_append_val(memory->own_documents, *document);
}

void review_memory_save(const ReviewMemory *memory, const Sink *into)
{
    const Head head = {.version = VERSION,
                       .rules = memory->rules,
                       .records = memory->own_records->len,
                       .paragraphs = memory->n_kept,
                       .documents = memory->own_documents->len};

    sink_add(into, &head, sizeof head);
    sink_add(into, memory->own_records->data, head.records * sizeof(Record));
    for (guint i = 0; i < memory->runs->len; i++) {
        const Run *run = &g_array_index(memory->runs, Run, i);
        sink_add(into, run->first, run->count * sizeof(MemoryParagraph));
    }
    sink_add(into, memory->own_documents->data, head.documents * sizeof(MemoryDocument));
}

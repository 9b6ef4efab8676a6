/* SPDX-License-Identifier: MIT */
#include "search/part.h"

#include "search/record.h"
#include "text/threads.h"

/* Bytes of a block of records; the page loads one for each of the ten results it shows, if they are far
 * apart. */
#define BLOCK_SIZE 15000

/* A new block begins at each multiple of this, so that threads can make them: documents. */
#define BLOCK_STRETCH 250

typedef struct {
    const Reading *reading;
    Part *parts;
} Work;

/* What reading a document needs, for one after the other. */
typedef struct {
    Fold *fold;
    GArray *terms;
    GString *text;
} Desk;

static void terms_read(Desk *desk)
{
    terms_of(desk->fold, desk->text->str, desk->text->len, desk->terms);
    g_string_truncate(desk->text, 0);
}

/* Leaves the record in desk->text. */
static void document_read(const Reading *reading, Part *part, Desk *desk, guint number)
{
    const Entry *entry = reading->entries->pdata[number];
    const guint type = GPOINTER_TO_UINT(g_hash_table_lookup(reading->types, entry->type));
    gsize length;
    const char *body = texts_get(reading->texts, reading->slots[number], &length);

    g_array_set_size(desk->terms, 0);
    g_string_assign(desk->text, entry_title(entry));
    terms_read(desk);
    gather_add(part->titles, number, desk->terms);
    record_append_summary(desk->text, entry);
    terms_read(desk);
    record_append_facts(desk->text, entry);
    terms_read(desk);
    terms_of(desk->fold, body, length, desk->terms);
    gather_add(part->bodies, number, desk->terms);
    record_append(desk->text, entry, type, body, length);
}

static void block_append(GArray *blocks, guint number, const GString *record)
{
    Block *last = blocks->len > 0 ? &g_array_index(blocks, Block, blocks->len - 1) : NULL;

    if (!last || number % BLOCK_STRETCH == 0 || last->text->len + record->len > BLOCK_SIZE) {
        const Block block = {g_string_sized_new(MAX(BLOCK_SIZE, record->len) + 64), number, 0};
        g_array_append_val(blocks, block);
        last = &g_array_index(blocks, Block, blocks->len - 1);
    }
    g_string_append(last->text, last->count++ > 0 ? ",\n" : "");
    g_string_append_len(last->text, record->str, (gssize)record->len);
}

static void part_read(gpointer data, guint index)
{
    const Work *work = data;
    Part *part = &work->parts[index];
    g_autoptr(Fold) fold = fold_new();
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(TermKey));
    g_autoptr(GString) text = g_string_new(NULL);
    Desk desk = {fold, terms, text};

    part->bodies = gather_new();
    part->titles = gather_new();
    part->blocks = g_array_new(FALSE, FALSE, sizeof(Block));
    for (guint number = part->from; number < part->until; number++) {
        g_string_truncate(text, 0);
        document_read(work->reading, part, &desk, number);
        block_append(part->blocks, number, text);
    }
}

void parts_read(const Reading *reading, Part *parts, guint count, guint threads)
{
    const guint documents = reading->entries->len;
    const guint stretches = (documents + BLOCK_STRETCH - 1) / BLOCK_STRETCH;
    Work work = {reading, parts};

    for (guint i = 0; i < count; i++)
        parts[i] = (Part){.from = MIN(stretches * i / count * BLOCK_STRETCH, documents),
                          .until = MIN(stretches * (i + 1) / count * BLOCK_STRETCH, documents)};
    threads_run(threads, count, part_read, &work);
}

/* SPDX-License-Identifier: MIT */
#include "search/part.h"

#include "search/record.h"
#include "text/threads.h"

/* Bytes of a block of records; the page loads one for each of the ten results it shows, if they are far
 * apart. */
#define BLOCK_SIZE 15000

typedef struct {
    const Reading *reading;
    Part *parts;
} Work;

/* What reading a document needs, for one after the other. */
typedef struct {
    const Reading *reading;
    Part *part;
    Fold *fold;
    GArray *terms;
    GString *body;
    GString *text;
    GString *block;
    guint count; /* of its records */
} Desk;

static void terms_read(Desk *desk)
{
    terms_of(desk->fold, desk->text->str, desk->text->len, desk->terms);
    g_string_truncate(desk->text, 0);
}

static void document_gather(Desk *desk, guint number)
{
    const Entry *entry = desk->reading->documents[number].entry;

    g_array_set_size(desk->terms, 0);
    g_string_assign(desk->text, entry_title(entry));
    terms_read(desk);
    gather_add(desk->part->titles, number, desk->terms);
    record_append_summary(desk->text, entry);
    terms_read(desk);
    record_append_facts(desk->text, entry);
    terms_read(desk);
    terms_of(desk->fold, desk->body->str, desk->body->len, desk->terms);
    gather_add(desk->part->bodies, number, desk->terms);
}

/* Hands over the file of the records that are waiting. */
static gboolean block_end(Desk *desk, Stretch *stretch, GError **error)
{
    g_autofree char *name = g_strdup_printf("r%s-%u.js", stretch->name, stretch->blocks->len);
    Block block = {.count = desk->count};

    g_string_append(desk->block, "\n])\n");
    const gboolean done =
        files_put(desk->reading->files, name, desk->block->str, desk->block->len, &block.digest, error);
    g_array_append_val(stretch->blocks, block);
    desk->count = 0;
    return done;
}

/* Adds the record that is in desk->text. */
static gboolean block_add(Desk *desk, Stretch *stretch, GError **error)
{
    if (desk->count > 0 && desk->block->len + desk->text->len > BLOCK_SIZE &&
        !block_end(desk, stretch, error))
        return FALSE;
    if (desk->count == 0)
        g_string_printf(desk->block, "broadside_search(\"r\",\"%s-%u\",[\n", stretch->name,
                        stretch->blocks->len);
    g_string_append(desk->block, desk->count++ > 0 ? ",\n" : "");
    g_string_append_len(desk->block, desk->text->str, (gssize)desk->text->len);
    return TRUE;
}

static gboolean stretch_read(Desk *desk, Stretch *stretch, GError **error)
{
    for (guint number = stretch->from; number < stretch->until; number++) {
        const SearchDocument *document = &desk->reading->documents[number];
        if (!texts_read(desk->reading->texts, document->slot, desk->body, error))
            return FALSE;
        if (document->anew)
            document_gather(desk, number);
        g_string_truncate(desk->text, 0);
        record_append(desk->text, document->entry, document->type, desk->body->str, desk->body->len);
        if (!block_add(desk, stretch, error))
            return FALSE;
    }
    return block_end(desk, stretch, error);
}

static gboolean part_read(gpointer data, guint index, GError **error)
{
    const Work *work = data;
    Part *part = &work->parts[index];
    g_autoptr(Fold) fold = NULL;
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(TermKey));
    g_autoptr(GString) body = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) block = g_string_sized_new(BLOCK_SIZE + 256);
    Desk desk = {work->reading, part, NULL, terms, body, text, block, 0};

    for (guint i = part->from; i < part->until; i++) {
        Stretch *stretch = &g_array_index(work->reading->stretches, Stretch, i);
        if (!stretch->anew)
            continue;
        if (!fold)
            desk.fold = fold = fold_new();
        if (!stretch_read(&desk, stretch, error))
            return FALSE;
    }
    return TRUE;
}

gboolean parts_read(const Reading *reading, Part *parts, guint count, guint threads, GError **error)
{
    const guint stretches = reading->stretches->len;
    Work work = {reading, parts};

    for (guint i = 0; i < count; i++)
        parts[i] = (Part){.from = stretches * i / count,
                          .until = stretches * (i + 1) / count,
                          .bodies = gather_new(),
                          .titles = gather_new()};
    return threads_try(threads, count, part_read, &work, error);
}

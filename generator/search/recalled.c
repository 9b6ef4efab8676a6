/* SPDX-License-Identifier: MIT */
#include "search/recalled.h"

#include <cmark-gfm.h>
#include <string.h>

/* To be raised when what is recalled changes its form, or texts are taken apart in another way. */
#define RECALLED_FORM 1
#define RECALLED_MAGIC "broadside search"

/* Before the arrays, which follow in this order and need no padding. */
typedef struct {
    char magic[16];
    guint32 form;
    guint32 markup;     /* of cmark-gfm: its version */
    guint32 characters; /* of GLib, whose Unicode tables fold them */
    guint32 documents;  /* Digest each */
    guint32 stretches;  /* RecalledStretch */
    guint32 blocks;     /* RecalledBlock */
    guint32 terms;      /* TermKey, and then guint32: where the postings of each end */
    guint32 unused;
    guint64 texts;    /* bytes */
    guint64 checksum; /* XXH3 of all that follows */
} Head;

typedef struct {
    Digest sum;
    char name[STRETCH_NAME + 2];
    guint32 first; /* of its blocks */
    guint32 count;
} RecalledStretch;

typedef struct {
    Digest digest;
    guint64 count;
} RecalledBlock;

struct Recalled {
    GBytes *bytes;
    Head head;
    const Digest *documents;
    const RecalledStretch *stretches;
    const RecalledBlock *blocks;
    const TermKey *terms;
    const guint32 *ends;
    const char *texts;
    GHashTable *by_name; /* of a stretch -> RecalledStretch */
};

static guint32 version_of_characters(void)
{
    return glib_major_version << 20 | glib_minor_version << 10 | glib_micro_version;
}

static guint64 size_of(const Head *head)
{
    return sizeof(Head) + head->documents * (guint64)sizeof(Digest) +
           head->stretches * (guint64)sizeof(RecalledStretch) +
           head->blocks * (guint64)sizeof(RecalledBlock) +
           head->terms * (guint64)(sizeof(TermKey) + sizeof(guint32)) + head->texts;
}

static gboolean head_read(Head *head, const char *bytes, gsize size)
{
    if (size < sizeof *head)
        return FALSE;
    memcpy(head, bytes, sizeof *head);
    return memcmp(head->magic, RECALLED_MAGIC, sizeof head->magic) == 0 && head->form == RECALLED_FORM &&
           head->markup == (guint32)cmark_version() && head->characters == version_of_characters() &&
           head->texts <= G_MAXUINT32 && size_of(head) == size &&
           head->checksum == XXH3_64bits(bytes + sizeof *head, size - sizeof *head);
}

static void arrays_lay(Recalled *recalled, const char *at)
{
    recalled->documents = (const Digest *)(const void *)at;
    recalled->stretches =
        (const RecalledStretch *)(const void *)(recalled->documents + recalled->head.documents);
    recalled->blocks = (const RecalledBlock *)(const void *)(recalled->stretches + recalled->head.stretches);
    recalled->terms = (const TermKey *)(const void *)(recalled->blocks + recalled->head.blocks);
    recalled->ends = (const guint32 *)(const void *)(recalled->terms + recalled->head.terms);
    recalled->texts = (const char *)(recalled->ends + recalled->head.terms);
}

/* The checksum holds, but whoever can write there can make one. */
static gboolean arrays_check(const Recalled *recalled)
{
    guint32 end = 0;

    for (guint i = 0; i < recalled->head.stretches; i++) {
        const RecalledStretch *stretch = &recalled->stretches[i];
        if (!memchr(stretch->name, '\0', sizeof stretch->name) || stretch->first > recalled->head.blocks ||
            stretch->count > recalled->head.blocks - stretch->first)
            return FALSE;
    }
    for (guint i = 0; i < recalled->head.terms; i++) {
        if (recalled->ends[i] < end || (i > 0 && recalled->terms[i] <= recalled->terms[i - 1]))
            return FALSE;
        end = recalled->ends[i];
    }
    return end == recalled->head.texts;
}

Recalled *recalled_new(GBytes *bytes)
{
    g_autoptr(Recalled) recalled = g_new0(Recalled, 1);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);

    if ((guintptr)data % G_ALIGNOF(Digest) != 0 || !head_read(&recalled->head, data, size))
        return NULL;
    recalled->bytes = g_bytes_ref(bytes);
    arrays_lay(recalled, data + sizeof(Head));
    if (!arrays_check(recalled))
        return NULL;
    recalled->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < recalled->head.stretches; i++)
        g_hash_table_insert(recalled->by_name, (gpointer)recalled->stretches[i].name,
                            (gpointer)&recalled->stretches[i]);
    return g_steal_pointer(&recalled);
}

void recalled_free(Recalled *recalled)
{
    if (!recalled)
        return;
    g_clear_pointer(&recalled->by_name, g_hash_table_unref);
    g_clear_pointer(&recalled->bytes, g_bytes_unref);
    g_free(recalled);
}

const Digest *recalled_documents(const Recalled *recalled, guint *count)
{
    *count = recalled->head.documents;
    return recalled->documents;
}

gboolean recalled_blocks(const Recalled *recalled, const Stretch *stretch, GArray *blocks)
{
    const RecalledStretch *known = g_hash_table_lookup(recalled->by_name, stretch->name);

    if (!known || !XXH128_isEqual(known->sum, stretch->sum))
        return FALSE;
    for (guint i = 0; i < known->count; i++) {
        const RecalledBlock *from = &recalled->blocks[known->first + i];
        const Block block = {from->digest, (guint32)from->count};
        g_array_append_val(blocks, block);
    }
    return TRUE;
}

const TermKey *recalled_terms(const Recalled *recalled, guint *count)
{
    *count = recalled->head.terms;
    return recalled->terms;
}

const char *recalled_postings(const Recalled *recalled, guint index, gsize *length)
{
    const guint32 start = index > 0 ? recalled->ends[index - 1] : 0;

    *length = recalled->ends[index] - start;
    return recalled->texts + start;
}

static void append(GByteArray *into, gconstpointer bytes, gsize size)
{
    g_byte_array_append(into, bytes, (guint)size);
}

static void documents_write(const RecalledParts *parts, GByteArray *into)
{
    for (guint i = 0; i < parts->n_documents; i++)
        append(into, &parts->documents[i].key, sizeof(Digest));
}

static void stretches_write(const GArray *stretches, Head *head, GByteArray *into)
{
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);
        RecalledStretch one = {.sum = stretch->sum, .first = head->blocks, .count = stretch->blocks->len};
        memcpy(one.name, stretch->name, sizeof stretch->name);
        append(into, &one, sizeof one);
        head->blocks += stretch->blocks->len;
    }
    for (guint i = 0; i < stretches->len; i++) {
        const GArray *blocks = g_array_index(stretches, Stretch, i).blocks;
        for (guint k = 0; k < blocks->len; k++) {
            const Block *block = &g_array_index(blocks, Block, k);
            const RecalledBlock one = {block->digest, block->count};
            append(into, &one, sizeof one);
        }
    }
}

void recalled_write(const RecalledParts *parts, GByteArray *into)
{
    Head head = {.form = RECALLED_FORM,
                 .markup = (guint32)cmark_version(),
                 .characters = version_of_characters(),
                 .documents = parts->n_documents,
                 .stretches = parts->stretches->len,
                 .terms = parts->terms->len,
                 .texts = parts->texts->len};
    const guint start = into->len;

    memcpy(head.magic, RECALLED_MAGIC, sizeof head.magic);
    append(into, &head, sizeof head);
    documents_write(parts, into);
    stretches_write(parts->stretches, &head, into);
    append(into, parts->terms->data, parts->terms->len * sizeof(TermKey));
    append(into, parts->ends->data, parts->ends->len * sizeof(guint32));
    append(into, parts->texts->str, parts->texts->len);
    head.checksum = XXH3_64bits(into->data + start + sizeof head, into->len - start - sizeof head);
    memcpy(into->data + start, &head, sizeof head);
}

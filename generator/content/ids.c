/* SPDX-License-Identifier: MIT */
#include "content/ids.h"

#include "text/path.h"

#include <string.h>
#include <xxhash.h>

/* A table that is never more than half full. */
struct Ids {
    Entry **entries;
    guint64 *hashes; /* of their folded ids */
    gsize mask;
};

Ids *ids_new(guint count)
{
    const gsize size = (gsize)1 << (g_bit_storage(count) + 1);
    Ids *ids = g_new0(Ids, 1);

    ids->entries = g_new0(Entry *, size);
    ids->hashes = g_new(guint64, size);
    ids->mask = size - 1;
    return ids;
}

void ids_free(Ids *ids)
{
    if (!ids)
        return;
    g_free(ids->entries);
    g_free(ids->hashes);
    g_free(ids);
}

static guint64 id_hash(const char *id)
{
    if (path_is_folded(id))
        return XXH3_64bits(id, strlen(id));
    g_autofree char *folded = path_fold(id);
    return XXH3_64bits(folded, strlen(folded));
}

static gboolean is_same_name(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return TRUE;
    g_autofree char *x = path_fold(a), *y = path_fold(b);
    return strcmp(x, y) == 0;
}

Entry *ids_add(Ids *ids, Entry *entry)
{
    const guint64 hash = id_hash(entry->id);
    gsize at = hash & ids->mask;

    for (; ids->entries[at]; at = (at + 1) & ids->mask)
        if (ids->hashes[at] == hash && is_same_name(ids->entries[at]->id, entry->id))
            return ids->entries[at];
    ids->entries[at] = entry;
    ids->hashes[at] = hash;
    return NULL;
}

Entry *ids_find(const Ids *ids, const char *id)
{
    /* What a damaged ledger asks for need not be a text. */
    if (!path_is_folded(id) && !g_utf8_validate(id, -1, NULL))
        return NULL;
    const guint64 hash = id_hash(id);

    for (gsize at = hash & ids->mask; ids->entries[at]; at = (at + 1) & ids->mask)
        if (ids->hashes[at] == hash && strcmp(ids->entries[at]->id, id) == 0)
            return ids->entries[at];
    return NULL;
}

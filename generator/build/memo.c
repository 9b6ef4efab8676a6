/* SPDX-License-Identifier: MIT */
#include "build/memo.h"

#include <string.h>

enum { KNOWS_DIGEST = 1 << 0, KNOWS_SIZE = 1 << 1 };

/* Of one file. In the bytes: as many as there are, in the order of their paths, which follow in one text. */
typedef struct {
    FileStamp stamp;
    Digest digest;
    PictureSize size;
    guint32 knows;
    guint32 path; /* where it begins in the text; in the bytes only */
} Known;

typedef struct {
    guint64 count;
    guint64 text; /* bytes of all paths, each with its end */
} Head;

struct Memo {
    GBytes *kept;
    const Known *files; /* in it */
    const char *paths;
    guint count;
    GHashTable *noted; /* path -> Known, both owned */
};

static gboolean is_sound(const Memo *memo, gsize text)
{
    if (memo->count > 0 && (text == 0 || memo->paths[text - 1] != '\0'))
        return FALSE;
    for (guint i = 0; i < memo->count; i++)
        if (memo->files[i].path >= text)
            return FALSE;
    return TRUE;
}

static void memo_load(Memo *memo)
{
    gsize length;
    const char *bytes = g_bytes_get_data(memo->kept, &length);
    Head head;

    if (length < sizeof head)
        return;
    memcpy(&head, bytes, sizeof head);
    if (head.count > length / sizeof(Known) || head.text > length ||
        length != sizeof head + head.count * sizeof(Known) + head.text)
        return;
    memo->files = (const Known *)(const void *)(bytes + sizeof head);
    memo->paths = (const char *)(memo->files + head.count);
    memo->count = (guint)head.count;
    if (!is_sound(memo, head.text))
        memo->count = 0;
}

Memo *memo_new(GBytes *kept)
{
    Memo *memo = g_new0(Memo, 1);

    memo->noted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (kept) {
        memo->kept = g_bytes_ref(kept);
        memo_load(memo);
    }
    return memo;
}

void memo_free(Memo *memo)
{
    if (!memo)
        return;
    g_clear_pointer(&memo->kept, g_bytes_unref);
    g_hash_table_unref(memo->noted);
    g_free(memo);
}

static const Known *kept_find(const Memo *memo, const char *path)
{
    guint first = 0, after = memo->count;

    while (first < after) {
        const guint middle = first + (after - first) / 2;
        const int order = strcmp(path, memo->paths + memo->files[middle].path);
        if (order == 0)
            return &memo->files[middle];
        if (order < 0)
            after = middle;
        else
            first = middle + 1;
    }
    return NULL;
}

static const Known *known_find(const Memo *memo, const char *path, FileStamp stamp, guint what)
{
    const Known *known[] = {g_hash_table_lookup(memo->noted, path), kept_find(memo, path)};

    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i] && (known[i]->knows & what) && stamp_equal(known[i]->stamp, stamp))
            return known[i];
    return NULL;
}

gboolean memo_digest(const Memo *memo, const char *path, FileStamp stamp, Digest *digest)
{
    const Known *known = known_find(memo, path, stamp, KNOWS_DIGEST);

    if (known)
        *digest = known->digest;
    return known != NULL;
}

gboolean memo_size(const Memo *memo, const char *path, FileStamp stamp, PictureSize *size)
{
    const Known *known = known_find(memo, path, stamp, KNOWS_SIZE);

    if (known)
        *size = known->size;
    return known != NULL;
}

/* What is noted of the file with that stamp; what was noted of it with another is no longer true. */
static Known *noted_get(Memo *memo, const char *path, FileStamp stamp)
{
    Known *known = g_hash_table_lookup(memo->noted, path);

    if (!known) {
        known = g_new0(Known, 1);
        g_hash_table_insert(memo->noted, g_strdup(path), known);
    }
    if (!stamp_equal(known->stamp, stamp))
        *known = (Known){.stamp = stamp};
    return known;
}

void memo_note_digest(Memo *memo, const char *path, FileStamp stamp, Digest digest)
{
    if (stamp_is_none(stamp))
        return;
    Known *known = noted_get(memo, path, stamp);
    known->digest = digest;
    known->knows |= KNOWS_DIGEST;
}

void memo_note_size(Memo *memo, const char *path, FileStamp stamp, PictureSize size)
{
    if (stamp_is_none(stamp))
        return;
    Known *known = noted_get(memo, path, stamp);
    known->size = size;
    known->knows |= KNOWS_SIZE;
}

static int path_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GByteArray *memo_save(const Memo *memo)
{
    guint count;
    g_autofree char **paths = (char **)g_hash_table_get_keys_as_array(memo->noted, &count);
    g_autoptr(GByteArray) text = g_byte_array_new();
    GByteArray *bytes = g_byte_array_new();
    Head head = {.count = count};

    qsort(paths, count, sizeof *paths, path_compare);
    g_byte_array_append(bytes, (const guint8 *)&head, sizeof head);
    for (guint i = 0; i < count; i++) {
        Known known = *(const Known *)g_hash_table_lookup(memo->noted, paths[i]);
        known.path = text->len;
        g_byte_array_append(bytes, (const guint8 *)&known, sizeof known);
        g_byte_array_append(text, (const guint8 *)paths[i], (guint)strlen(paths[i]) + 1);
    }
    ((Head *)(void *)bytes->data)->text = text->len;
    g_byte_array_append(bytes, text->data, text->len);
    return bytes;
}

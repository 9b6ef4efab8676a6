/* SPDX-License-Identifier: MIT */
#include "template/reads.h"

#include <stdlib.h>
#include <string.h>

const char *const READ_WORDS[N_READS] = {
    [READ_TODAY] = "today",     [READ_YEARS] = "years",         [READ_TERMS] = "terms",
    [READ_OUTPUTS] = "outputs", [READ_CONFIG] = "config",       [READ_DATA] = "data",
    [READ_TEXT] = "text",       [READ_TEMPLATE] = "template",   [READ_PARTIALS] = "partials",
    [READ_ASSET] = "asset",     [READ_PATH] = "path",           [READ_PAGE] = "page",
    [READ_MEMBERS] = "members", [READ_COLUMNS] = "columns",     [READ_RECORD] = "record",
    [READ_LINK] = "link",       [READ_FILE] = "file",           [READ_FILE_SIZE] = "file-size",
    [READ_PICTURE] = "picture", [READ_PUBLISHED] = "published",
};

/* What the log has noted of an entry, or of a key, since the last mark. */
typedef struct {
    guint32 epoch;
    Slots slots;
} Noted;

struct Reads {
    guint count;
    GArray *entries; /* ReadEntry: the log. The same entry may stand in it again */
    GArray *keys;    /* guint32: the same */
    guint32 epoch;   /* of what was noted since the last mark */
    Noted *entry_noted;
    GArray *key_noted; /* guint32: epoch, by key */
    GHashTable *known; /* text of a key -> its number + 1 */
    GPtrArray *texts;  /* by number; owned by `known` */
    GString *text;     /* of the key that is being asked for */
    GArray *spans;     /* ReadSpan */
    GPtrArray *sets;   /* of the spans: ReadSet *, referenced, or NULL */
    GPtrArray *fresh;  /* ReadSet *, referenced */
    guint32 n_fragments;
};

struct ReadSet {
    guint references;
    guint32 number; /* of the fragment, + 1; 0: it has none yet */
    GArray *entries;
    GArray *keys;
};

static void set_release(gpointer set)
{
    read_set_unref(set);
}

Reads *reads_new(const Site *site)
{
    Reads *reads = g_new0(Reads, 1);

    reads->count = site->content->entries->len;
    reads->entries = g_array_new(FALSE, FALSE, sizeof(ReadEntry));
    reads->keys = g_array_new(FALSE, FALSE, sizeof(guint32));
    reads->entry_noted = g_new0(Noted, reads->count + 1);
    reads->key_noted = g_array_new(FALSE, TRUE, sizeof(guint32));
    reads->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reads->texts = g_ptr_array_new();
    reads->text = g_string_new(NULL);
    reads->spans = g_array_new(FALSE, FALSE, sizeof(ReadSpan));
    reads->sets = g_ptr_array_new_with_free_func(set_release);
    reads->fresh = g_ptr_array_new_with_free_func(set_release);
    reads->epoch = 1;
    return reads;
}

void reads_free(Reads *reads)
{
    if (!reads)
        return;
    g_array_unref(reads->entries);
    g_array_unref(reads->keys);
    g_free(reads->entry_noted);
    g_array_unref(reads->key_noted);
    g_hash_table_unref(reads->known);
    g_ptr_array_unref(reads->texts);
    g_string_free(reads->text, TRUE);
    g_array_unref(reads->spans);
    g_ptr_array_unref(reads->sets);
    g_ptr_array_unref(reads->fresh);
    g_free(reads);
}

void reads_begin(Reads *reads)
{
    g_array_set_size(reads->entries, 0);
    g_array_set_size(reads->keys, 0);
    g_array_set_size(reads->spans, 0);
    g_ptr_array_set_size(reads->sets, 0);
    reads->epoch++;
}

static void log_entry(Reads *reads, guint32 position, Slots slots)
{
    Noted *noted = &reads->entry_noted[position];

    if (noted->epoch != reads->epoch)
        *noted = (Noted){.epoch = reads->epoch};
    if (!(slots & ~noted->slots))
        return;
    noted->slots |= slots;
    const ReadEntry read = {.position = position, .slots = slots};
    g_array_append_val(reads->entries, read);
}

void reads_entry(Reads *reads, const Entry *entry, Slots slots)
{
    if (reads)
        log_entry(reads, entry->position, slots);
}

static void log_key(Reads *reads, guint32 key)
{
    guint32 *noted = &g_array_index(reads->key_noted, guint32, key);

    if (*noted == reads->epoch)
        return;
    *noted = reads->epoch;
    g_array_append_val(reads->keys, key);
}

/* The number of the key in reads->text. */
static guint32 key_number(Reads *reads)
{
    const guint known = GPOINTER_TO_UINT(g_hash_table_lookup(reads->known, reads->text->str));
    static const guint32 never = 0;

    if (known)
        return known - 1;
    char *text = g_strdup(reads->text->str);
    g_ptr_array_add(reads->texts, text);
    g_array_append_val(reads->key_noted, never);
    g_hash_table_insert(reads->known, text, GUINT_TO_POINTER(reads->texts->len));
    return reads->texts->len - 1;
}

static void add_part(GString *text, char before, const char *part)
{
    if (!part || !*part)
        return;
    g_string_append_c(text, before);
    g_string_append(text, part);
}

void reads_key2(Reads *reads, ReadKind kind, const char *first, const char *rest)
{
    if (!reads)
        return;
    g_string_assign(reads->text, READ_WORDS[kind]);
    add_part(reads->text, ' ', first);
    add_part(reads->text, first ? '\n' : ' ', rest);
    log_key(reads, key_number(reads));
}

void reads_key(Reads *reads, ReadKind kind, const char *rest)
{
    reads_key2(reads, kind, NULL, rest);
}

void reads_collection(Reads *reads, const Collection *collection, const char *field)
{
    if (!reads)
        return;
    const char *recipe = collection_recipe(collection);
    if (field)
        reads_key2(reads, READ_COLUMNS, field, recipe);
    else
        reads_key(reads, READ_MEMBERS, recipe);
}

/* Fragments */

ReadsMark reads_mark(Reads *reads)
{
    reads->epoch++;
    return (ReadsMark){reads->entries->len, reads->keys->len};
}

static GArray *array_from(const GArray *array, guint from, guint size)
{
    GArray *part = g_array_sized_new(FALSE, FALSE, size, array->len - from);
    return g_array_append_vals(part, array->data + (gsize)from * size, array->len - from);
}

ReadSet *reads_since(const Reads *reads, ReadsMark mark)
{
    ReadSet *set = g_new0(ReadSet, 1);

    set->references = 1;
    set->entries = array_from(reads->entries, mark.entries, sizeof(ReadEntry));
    set->keys = array_from(reads->keys, mark.keys, sizeof(guint32));
    return set;
}

void reads_add(Reads *reads, const ReadSet *set)
{
    for (guint i = 0; i < set->entries->len; i++) {
        const ReadEntry *read = &g_array_index(set->entries, ReadEntry, i);
        log_entry(reads, read->position, read->slots);
    }
    for (guint i = 0; i < set->keys->len; i++)
        log_key(reads, g_array_index(set->keys, guint32, i));
}

ReadSet *read_set_ref(ReadSet *set)
{
    set->references++;
    return set;
}

void read_set_unref(ReadSet *set)
{
    if (!set || --set->references > 0)
        return;
    g_array_unref(set->entries);
    g_array_unref(set->keys);
    g_free(set);
}

gsize read_set_bytes(const ReadSet *set)
{
    return set->entries->len * sizeof(ReadEntry) + set->keys->len * sizeof(guint32) + 128;
}

void reads_cut(Reads *reads, ReadsMark mark)
{
    g_array_set_size(reads->entries, mark.entries);
    g_array_set_size(reads->keys, mark.keys);
    reads->epoch++;
}

void reads_span(Reads *reads, ReadSpan span, ReadSet *set)
{
    if (set && !set->number) {
        set->number = ++reads->n_fragments;
        g_ptr_array_add(reads->fresh, read_set_ref(set));
    }
    span.fragment = set ? set->number - 1 : READ_SAME;
    g_array_append_val(reads->spans, span);
    g_ptr_array_add(reads->sets, set ? read_set_ref(set) : NULL);
}

void reads_dissolve(Reads *reads)
{
    for (guint i = 0; i < reads->sets->len; i++)
        if (reads->sets->pdata[i])
            reads_add(reads, reads->sets->pdata[i]);
    g_array_set_size(reads->spans, 0);
    g_ptr_array_set_size(reads->sets, 0);
}

const ReadSpan *reads_spans(const Reads *reads, guint *count)
{
    *count = reads->spans->len;
    return (const ReadSpan *)(const void *)reads->spans->data;
}

const GPtrArray *reads_fresh(const Reads *reads)
{
    return reads->fresh;
}

void reads_told(Reads *reads)
{
    g_ptr_array_set_size(reads->fresh, 0);
}

/* What was read */

static int position_compare(const void *a, const void *b)
{
    const guint32 x = ((const ReadEntry *)a)->position, y = ((const ReadEntry *)b)->position;
    return (x > y) - (x < y);
}

static int key_compare(const void *a, const void *b)
{
    const guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

/* In order, each once. */
static const ReadEntry *entries_settle(GArray *log, guint *count)
{
    ReadEntry *read = (ReadEntry *)(void *)log->data;
    guint kept = 0;

    if (log->len > 0) /* else there may be nothing at all to point to */
        qsort(read, log->len, sizeof *read, position_compare);
    for (guint i = 0; i < log->len; i++) {
        if (kept > 0 && read[kept - 1].position == read[i].position)
            read[kept - 1].slots |= read[i].slots;
        else
            read[kept++] = read[i];
    }
    g_array_set_size(log, kept);
    *count = kept;
    return read;
}

static const guint32 *keys_settle(GArray *log, guint *count)
{
    guint32 *keys = (guint32 *)(void *)log->data;
    guint kept = 0;

    if (log->len > 0)
        qsort(keys, log->len, sizeof *keys, key_compare);
    for (guint i = 0; i < log->len; i++)
        if (kept == 0 || keys[kept - 1] != keys[i])
            keys[kept++] = keys[i];
    g_array_set_size(log, kept);
    *count = kept;
    return keys;
}

const ReadEntry *reads_entries(Reads *reads, guint *count)
{
    return entries_settle(reads->entries, count);
}

const guint32 *reads_keys(Reads *reads, guint *count)
{
    return keys_settle(reads->keys, count);
}

const ReadEntry *read_set_entries(ReadSet *set, guint *count)
{
    return entries_settle(set->entries, count);
}

const guint32 *read_set_keys(ReadSet *set, guint *count)
{
    return keys_settle(set->keys, count);
}

guint reads_count_keys(const Reads *reads)
{
    return reads->texts->len;
}

const char *reads_key_text(const Reads *reads, guint32 key)
{
    return reads->texts->pdata[key];
}

/* SPDX-License-Identifier: MIT */
#include "search/document.h"

#include "search/record.h"
#include "text/threads.h"

#include <string.h>

/* Documents that a thread takes at once. */
#define SHARE 256

typedef struct {
    const Site *site;
    SearchDocument *documents;
    guint count;
} Work;

/* With the NUL that ends it: no two lists of texts are the same bytes. */
static void text_append(GString *into, const char *text)
{
    g_string_append_len(into, text, (gssize)strlen(text) + 1);
}

static Digest key_of(const Site *site, const Entry *entry, GString *front)
{
    const gint32 day = entry_has_day(entry) ? entry->day.day : DAY_NONE;

    g_string_truncate(front, 0);
    text_append(front, entry->output);
    text_append(front, entry_title(entry));
    record_append_summary(front, entry);
    g_string_append_c(front, '\0');
    record_append_facts(front, entry);
    g_string_append_c(front, site->raw_html ? 'h' : '\0');
    g_string_append_len(front, (const char *)&day, sizeof day);
    g_string_append_len(front, (const char *)&entry->text_hash, sizeof entry->text_hash);
    return digest_bytes(front->str, front->len);
}

static void share_identify(gpointer data, guint index)
{
    const Work *work = data;
    const guint until = MIN(work->count, (index + 1) * SHARE);
    g_autoptr(GString) front = g_string_sized_new(1024);

    for (guint i = index * SHARE; i < until; i++)
        work->documents[i].key = key_of(work->site, work->documents[i].entry, front);
}

void documents_identify(const Site *site, SearchDocument *documents, guint count, guint threads)
{
    Work work = {site, documents, count};
    threads_run(threads, (count + SHARE - 1) / SHARE, share_identify, &work);
}

/* From the bits of a hash, in figures and letters that no file system folds into each other. */
static void name_set(char *name, guint64 bits)
{
    for (guint i = 0; i < STRETCH_NAME; i++, bits >>= 5)
        name[i] = "0123456789abcdefghijklmnopqrstuv"[bits & 31];
    name[STRETCH_NAME] = '\0';
}

static void stretch_add(GArray *stretches, GHashTable *names, guint from, guint64 hash)
{
    Stretch stretch = {.from = from, .blocks = g_array_new(FALSE, TRUE, sizeof(Block))};
    guint64 bits = hash / STRETCH_DOCUMENTS;

    do {
        name_set(stretch.name, bits++);
    } while (g_hash_table_contains(names, stretch.name));
    g_hash_table_add(names, g_strdup(stretch.name));
    g_array_append_val(stretches, stretch);
}

static void stretch_end(Stretch *stretch, const SearchDocument *documents, guint until, XXH3_state_t *state)
{
    XXH3_128bits_reset(state);
    for (guint i = stretch->from; i < until; i++) {
        const guint64 parts[] = {documents[i].key.low64, documents[i].key.high64, documents[i].type};
        XXH3_128bits_update(state, parts, sizeof parts);
    }
    stretch->until = until;
    stretch->sum = XXH3_128bits_digest(state);
}

static void stretch_clear(gpointer data)
{
    g_array_unref(((Stretch *)data)->blocks);
}

GArray *stretches_lay(const SearchDocument *documents, guint count)
{
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    XXH3_state_t *state = XXH3_createState();

    g_array_set_clear_func(stretches, stretch_clear);
    for (guint i = 0; i < count; i++) {
        const char *path = documents[i].entry->output;
        const guint64 hash = XXH3_64bits(path, strlen(path));
        if (i > 0 && hash % STRETCH_DOCUMENTS != 0)
            continue;
        if (i > 0)
            stretch_end(&g_array_index(stretches, Stretch, stretches->len - 1), documents, i, state);
        stretch_add(stretches, names, i, hash);
    }
    if (count > 0)
        stretch_end(&g_array_index(stretches, Stretch, stretches->len - 1), documents, count, state);
    XXH3_freeState(state);
    return stretches;
}

/* SPDX-License-Identifier: MIT */
#include "search/search.h"

#include "search/part.h"
#include "search/posting.h"
#include "search/shard.h"
#include "text/json.h"

#include <string.h>
#include <xxhash.h>

struct Search {
    const Site *site;
    GPtrArray *entries;  /* Entry *, the oldest first: a new one changes no other's number */
    GHashTable *numbers; /* Entry * -> its place in the texts + 1 */
    Texts *texts;
    guint *slots;     /* of each entry, once it is known which are there */
    GPtrArray *files; /* name, text, name, text, …; owned */
};

Search *search_new(const Site *site)
{
    Search *search = g_new0(Search, 1);

    search->site = site;
    search->entries = g_ptr_array_new();
    search->numbers = g_hash_table_new(NULL, NULL);
    search->files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = collection_count(site->entries); i-- > 0;) {
        Entry *entry = collection_at(site->entries, i);
        if (entry->state != ENTRY_LISTED || !entry->output)
            continue;
        g_ptr_array_add(search->entries, entry);
        g_hash_table_insert(search->numbers, entry, GUINT_TO_POINTER(search->entries->len));
    }
    search->texts = texts_new(search->entries);
    return search;
}

void search_free(Search *search)
{
    if (!search)
        return;
    texts_free(search->texts);
    g_free(search->slots);
    g_ptr_array_unref(search->files);
    g_ptr_array_unref(search->entries);
    g_hash_table_unref(search->numbers);
    g_free(search);
}

static guint number_of(const Search *search, const Entry *entry)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(search->numbers, entry));
}

gboolean search_wants(const Search *search, const Entry *entry)
{
    const guint number = number_of(search, entry);
    return number > 0 && !texts_has(search->texts, number - 1);
}

void search_put(Search *search, const Entry *entry, const char *text, gsize length)
{
    const guint number = number_of(search, entry);

    if (number > 0)
        texts_put(search->texts, number - 1, text, length);
}

static void file_add(Search *search, char *name, GString *text)
{
    g_ptr_array_add(search->files, name);
    g_ptr_array_add(search->files, g_string_free(text, FALSE));
}

static void append_text(GString *into, const char *text)
{
    json_append_string(into, text, strlen(text));
}

/* A document and what it is grouped by. */
typedef struct {
    int value;
    guint32 document;
} Grouped;

#define VALUE_MISSING G_MININT

static int compare_members(gconstpointer a, gconstpointer b)
{
    const Grouped *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

/* Appends a member `name` of the index: for each value, in rising order, an array of what `label` appends and
 * the documents that have it. */
static void append_groups(const Search *search, GString *into, const char *name,
                          int (*value)(const Entry *entry),
                          void (*label)(const Search *search, GString *into, int value))
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(Grouped));
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint32 i = 0; i < search->entries->len; i++) {
        const Grouped member = {value(search->entries->pdata[i]), i};
        if (member.value != VALUE_MISSING)
            g_array_append_val(members, member);
    }
    g_array_sort(members, compare_members);
    g_string_append_printf(into, ",\"%s\":[", name);
    for (guint start = 0, i = 0; start < members->len; start = i) {
        const int at = g_array_index(members, Grouped, start).value;
        g_array_set_size(documents, 0);
        for (; i < members->len && g_array_index(members, Grouped, i).value == at; i++)
            g_array_append_val(documents, g_array_index(members, Grouped, i).document);
        g_string_append(into, start == 0 ? "[" : ",[");
        label(search, into, at);
        g_string_append(into, ",\"");
        posting_append(into, (const guint32 *)(void *)documents->data, documents->len);
        g_string_append(into, "\"]");
    }
    g_string_append_c(into, ']');
}

static int value_of_year(const Entry *entry)
{
    int year, month, day;

    if (!entry_has_day(entry))
        return VALUE_MISSING;
    date_get(entry->day, &year, &month, &day);
    return -year; /* the newest first */
}

static void append_year(G_GNUC_UNUSED const Search *search, GString *into, int value)
{
    g_string_append_printf(into, "\"%d\"", -value);
}

static int value_of_end(const Entry *entry)
{
    return entry->last_day.day == DAY_NONE ? VALUE_MISSING : entry->last_day.day;
}

static void append_end(G_GNUC_UNUSED const Search *search, GString *into, int value)
{
    g_autofree char *day = date_format_iso((Date){value, -1});
    g_string_append_printf(into, "\"%s\"", day);
}

/* Types that have entries, in their order: their folders, their names, their documents. */
static void append_types(const Search *search, GString *into, const GPtrArray *types)
{
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(guint32));

    g_string_append(into, ",\"types\":[");
    for (guint i = 0; i < types->len; i++) {
        const Type *type = types->pdata[i];
        const char *label = labels_get(type->labels, search->site->language);
        g_array_set_size(documents, 0);
        for (guint32 k = 0; k < search->entries->len; k++)
            if (((const Entry *)search->entries->pdata[k])->type == type)
                g_array_append_val(documents, k);
        g_string_append(into, i == 0 ? "[" : ",[");
        append_text(into, type->folder);
        g_string_append_c(into, ',');
        append_text(into, label ? label : type->folder);
        g_string_append(into, ",\"");
        posting_append(into, (const guint32 *)(void *)documents->data, documents->len);
        g_string_append(into, "\"]");
    }
    g_string_append_c(into, ']');
}

/* Types that have entries, in their order. */
static GPtrArray *types_list(const Search *search)
{
    const Types *all = search->site->content->types;
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    GPtrArray *types = g_ptr_array_new();

    for (guint i = 0; i < search->entries->len; i++)
        g_hash_table_add(used, (gpointer)((const Entry *)search->entries->pdata[i])->type);
    for (guint i = 0; i < types_count(all); i++)
        if (g_hash_table_contains(used, types_at(all, i)))
            g_ptr_array_add(types, (gpointer)types_at(all, i));
    return types;
}

/* A name for texts in their order, newly allocated. */
static char *digest_of(const GPtrArray *texts)
{
    XXH3_state_t *state = XXH3_createState();

    XXH3_64bits_reset(state);
    for (guint i = 0; i < texts->len; i++)
        XXH3_64bits_update(state, texts->pdata[i], strlen(texts->pdata[i]) + 1);
    char *digest = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits_digest(state));
    XXH3_freeState(state);
    digest[8] = '\0';
    return digest;
}

/* Of the documents there are: terms of another list must not be read by these numbers. */
static char *list_digest(const Search *search)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();

    for (guint i = 0; i < search->entries->len; i++)
        g_ptr_array_add(paths, (gpointer)((const Entry *)search->entries->pdata[i])->output);
    return digest_of(paths);
}

/* Takes the texts of `blocks` (Block); appends how many records each has to `counts`. */
static void blocks_add(Search *search, const GArray *blocks, guint *number, GString *counts)
{
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = &g_array_index(blocks, Block, i);
        char start[64];
        g_snprintf(start, sizeof start, "broadside_search(\"r\",%u,%u,[\n", *number, block->first);
        g_string_prepend(block->text, start);
        g_string_append(block->text, "\n])\n");
        file_add(search, g_strdup_printf("r%u.js", (*number)++), block->text);
        posting_append_number(counts, block->count);
    }
}

static void terms_add(Search *search, const GArray *shards, const char *digest, GString *firsts)
{
    for (guint i = 0; i < shards->len; i++) {
        const Shard *shard = &g_array_index(shards, Shard, i);
        GString *text = g_string_sized_new(SHARD_SIZE + 64);
        char first[16];
        g_string_printf(text, "broadside_search(\"t\",%u,\"%s\",\"%s\")\n", i, digest, shard->text);
        file_add(search, g_strdup_printf("t%u.js", i), text);
        first[term_text(shard->first, first)] = '\0';
        g_string_append_printf(firsts, "%s%s", i == 0 ? "" : " ", first);
    }
}

/* `blocks`: how many records each block has. */
static void index_add(Search *search, const char *list, const char *terms, const char *blocks,
                      const GPtrArray *types)
{
    /* Part of their addresses: no file of another build is taken from a cache. */
    g_autofree char *version = digest_of(search->files);
    GString *text = g_string_new(NULL);

    g_string_printf(text, "broadside_search(\"i\",{\"list\":\"%s\",\"version\":\"%s\",\"count\":%u", list,
                    version, search->entries->len);
    append_types(search, text, types);
    append_groups(search, text, "years", value_of_year, append_year);
    append_groups(search, text, "ends", value_of_end, append_end);
    g_string_append_printf(text, ",\"terms\":\"%s\",\"blocks\":\"%s\"})\n", terms, blocks);
    file_add(search, g_strdup(SEARCH_INDEX), text);
}

/* The shards of all parts, whose gathers are freed. */
static GArray *parts_cut(const Part *parts, guint count, guint threads)
{
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func((GDestroyNotify)gather_free);
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func((GDestroyNotify)gather_free);

    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(bodies, parts[i].bodies);
        g_ptr_array_add(titles, parts[i].titles);
    }
    return shards_make(bodies, titles, threads);
}

/* An entry whose page was left out is not found. */
static void entries_drop(Search *search)
{
    guint kept = 0;

    search->slots = g_new(guint, search->entries->len + 1);
    for (guint i = 0; i < search->entries->len; i++) {
        if (!texts_has(search->texts, i))
            continue;
        search->slots[kept] = i;
        search->entries->pdata[kept++] = search->entries->pdata[i];
    }
    g_ptr_array_set_size(search->entries, (gint)kept);
}

void search_build(Search *search, guint threads)
{
    const guint count = CLAMP(threads, 1, 16);
    g_autofree Part *parts = g_new0(Part, count);
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) terms = g_string_new(NULL);
    g_autoptr(GString) blocks = g_string_new(NULL);
    guint number = 0;

    entries_drop(search);
    g_autofree char *list = list_digest(search);
    g_autoptr(GPtrArray) types = types_list(search);
    for (guint i = 0; i < types->len; i++)
        g_hash_table_insert(numbers, types->pdata[i], GUINT_TO_POINTER(i));
    const Reading reading = {search->entries, search->texts, search->slots, numbers};
    parts_read(&reading, parts, count, threads);
    g_autoptr(GArray) shards = parts_cut(parts, count, threads);
    terms_add(search, shards, list, terms);
    for (guint i = 0; i < count; i++) {
        blocks_add(search, parts[i].blocks, &number, blocks);
        g_array_unref(parts[i].blocks);
    }
    index_add(search, list, terms->str, blocks->str, types);
}

guint search_count(const Search *search)
{
    return search->files->len / 2;
}

SearchFile search_file(const Search *search, guint index)
{
    return (SearchFile){search->files->pdata[2 * index], search->files->pdata[2 * index + 1]};
}

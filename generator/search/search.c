/* SPDX-License-Identifier: MIT */
#include "search/search.h"

#include "markup/document.h"
#include "search/front.h"
#include "search/part.h"
#include "search/shard.h"
#include "text/threads.h"

#include <string.h>

struct Search {
    const Site *site;
    GPtrArray *entries;  /* Entry *, the oldest first: a new one changes few numbers of others */
    GHashTable *numbers; /* Entry * -> its place among them, and in the texts, + 1 */
    Texts *texts;
    Recalled *recalled; /* NULL: nothing of the last build */
    /* Once it is known which entries have pages: */
    SearchDocument *documents;
    guint count;
    GPtrArray *types;  /* Type *: those that have documents, in their order */
    GArray *stretches; /* Stretch */
    Postings *postings;
    char *list; /* a digest of the documents */
};

Search *search_new(const Site *site, const char *folder, GError **error)
{
    g_autoptr(Search) search = g_new0(Search, 1);

    search->site = site;
    search->entries = g_ptr_array_new();
    search->numbers = g_hash_table_new(NULL, NULL);
    for (guint i = collection_count(site->entries); i-- > 0;) {
        Entry *entry = collection_at(site->entries, i);
        if (entry->state != ENTRY_LISTED || !entry->output)
            continue;
        g_ptr_array_add(search->entries, entry);
        g_hash_table_insert(search->numbers, entry, GUINT_TO_POINTER(search->entries->len));
    }
    search->texts = texts_new(search->entries, folder, error);
    return search->texts ? g_steal_pointer(&search) : NULL;
}

void search_free(Search *search)
{
    if (!search)
        return;
    texts_free(search->texts);
    recalled_free(search->recalled);
    postings_free(search->postings);
    g_clear_pointer(&search->stretches, g_array_unref);
    g_clear_pointer(&search->types, g_ptr_array_unref);
    g_free(search->documents);
    g_free(search->list);
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
    return number > 0 && texts_state(search->texts, number - 1) == TEXT_MISSING;
}

void search_put(Search *search, const Entry *entry, const char *text, gsize length)
{
    const guint number = number_of(search, entry);

    if (number > 0)
        texts_put(search->texts, number - 1, text, length, NULL);
}

void search_leave_out(Search *search, const Entry *entry)
{
    const guint number = number_of(search, entry);

    if (number > 0)
        texts_leave_out(search->texts, number - 1);
}

void search_recall(Search *search, GBytes *kept)
{
    recalled_free(search->recalled);
    search->recalled = recalled_new(kept);
}

/* Types that have entries, in their order. */
static GPtrArray *types_list(const Search *search)
{
    const Types *all = search->site->content->types;
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    GPtrArray *types = g_ptr_array_new();

    for (guint i = 0; i < search->count; i++)
        g_hash_table_add(used, (gpointer)search->documents[i].entry->type);
    for (guint i = 0; i < types_count(all); i++)
        if (g_hash_table_contains(used, types_at(all, i)))
            g_ptr_array_add(types, (gpointer)types_at(all, i));
    return types;
}

static void types_number(Search *search)
{
    search->types = types_list(search);
    for (guint i = 0; i < search->count; i++)
        g_ptr_array_find(search->types, search->documents[i].entry->type, &search->documents[i].type);
}

/* Eight characters of a hash, newly allocated. */
static char *digest_name(XXH3_state_t *state)
{
    char *name = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits_digest(state));

    name[8] = '\0';
    return name;
}

/* Of the documents there are: terms of another list must not be read by these numbers. */
static char *list_digest(const Search *search)
{
    XXH3_state_t *state = XXH3_createState();

    XXH3_64bits_reset(state);
    for (guint i = 0; i < search->count; i++)
        XXH3_64bits_update(state, search->documents[i].entry->output,
                           strlen(search->documents[i].entry->output) + 1);
    char *digest = digest_name(state);
    XXH3_freeState(state);
    return digest;
}

/* An entry whose page was left out is not found. */
static void documents_list(Search *search, guint threads)
{
    search->documents = g_new0(SearchDocument, search->entries->len + 1);
    for (guint i = 0; i < search->entries->len; i++)
        if (texts_state(search->texts, i) != TEXT_LEFT_OUT)
            search->documents[search->count++] =
                (SearchDocument){.entry = search->entries->pdata[i], .slot = i, .anew = TRUE};
    types_number(search);
    documents_identify(search->site, search->documents, search->count, threads);
    search->list = list_digest(search);
    search->stretches = stretches_lay(search->documents, search->count);
}

static guint key_hash(gconstpointer key)
{
    return (guint)((const Digest *)key)->low64;
}

static gboolean key_equal(gconstpointer a, gconstpointer b)
{
    return XXH128_isEqual(*(const Digest *)a, *(const Digest *)b);
}

/* Finds the documents of the last build again: those that come in the same order as then. */
static void before_find(Search *search, Before *before)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(key_hash, key_equal);
    const Digest *keys = recalled_documents(before->recalled, &before->n_numbers);
    guint next = 0;

    before->numbers = g_new(guint32, before->n_numbers + 1);
    before->gone = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < before->n_numbers; i++)
        g_hash_table_insert(numbers, (gpointer)&keys[i], GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < search->count; i++) {
        const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, &search->documents[i].key));
        if (number <= next)
            continue;
        for (; next + 1 < number; next++)
            before->numbers[next] = NUMBER_GONE;
        before->numbers[next++] = i;
        before->renumbered |= number - 1 != i;
        search->documents[i].anew = FALSE;
    }
    for (; next < before->n_numbers; next++)
        before->numbers[next] = NUMBER_GONE;
    for (guint32 i = 0; i < before->n_numbers; i++)
        if (before->numbers[i] == NUMBER_GONE)
            g_array_append_val(before->gone, i);
}

static void before_clear(Before *before)
{
    g_clear_pointer(&before->gone, g_array_unref);
    g_clear_pointer(&before->numbers, g_free);
}

static gboolean blocks_are_there(const Stretch *stretch, const SearchFiles *files)
{
    for (guint i = 0; i < stretch->blocks->len; i++) {
        g_autofree char *name = g_strdup_printf("r%s-%u.js", stretch->name, i);
        if (!files->has || !files->has(files->data, name, g_array_index(stretch->blocks, Block, i).digest))
            return FALSE;
    }
    return TRUE;
}

/* Which stretches are to be read: where a document is another, or a file of records is missing. */
static void stretches_compare(Search *search, const SearchFiles *files)
{
    for (guint i = 0; i < search->stretches->len; i++) {
        Stretch *stretch = &g_array_index(search->stretches, Stretch, i);
        stretch->anew = !search->recalled || !recalled_blocks(search->recalled, stretch, stretch->blocks) ||
                        !blocks_are_there(stretch, files);
        for (guint k = stretch->from; k < stretch->until; k++)
            stretch->anew |= search->documents[k].anew;
        if (stretch->anew)
            g_array_set_size(stretch->blocks, 0);
    }
}

static gboolean text_make(Search *search, const SearchDocument *document, GString *text,
                          Diagnostics *diagnostics, GError **error)
{
    const Entry *entry = document->entry;
    const MarkupOptions options = {.raw_html = search->site->raw_html};
    gsize length;
    guint line;

    g_string_truncate(text, 0);
    const char *body = entry_body(entry, &length);
    source_check(entry->source, diagnostics);
    Document *parsed = document_parse(body, length, &options, &line, NULL);
    /* What cannot be parsed has been reported by the review, and there is no index of it. */
    if (parsed)
        document_text(parsed, text);
    document_free(parsed);
    source_put_down(entry->source);
    return texts_put(search->texts, document->slot, text->str, text->len, error);
}

/* Of entries whose pages were not rendered. */
static gboolean texts_make(Search *search, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < search->stretches->len; i++) {
        const Stretch *stretch = &g_array_index(search->stretches, Stretch, i);
        for (guint k = stretch->from; stretch->anew && k < stretch->until; k++)
            if (texts_state(search->texts, search->documents[k].slot) == TEXT_MISSING &&
                !text_make(search, &search->documents[k], text, diagnostics, error))
                return FALSE;
    }
    return TRUE;
}

/* Reads what is to be read, and joins it with what was before. */
static gboolean documents_read(Search *search, const Before *before, guint threads, const SearchFiles *files,
                               GError **error)
{
    const guint count = CLAMP(threads, 1, 16);
    g_autofree Part *parts = g_new0(Part, count);
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func((GDestroyNotify)gather_free);
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func((GDestroyNotify)gather_free);
    const Reading reading = {search->documents, search->stretches, search->texts, files};
    const gboolean done = parts_read(&reading, parts, count, threads, error);

    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(bodies, parts[i].bodies);
        g_ptr_array_add(titles, parts[i].titles);
    }
    if (done)
        search->postings = postings_merge(search->recalled ? before : NULL, bodies, titles, threads);
    return done;
}

/* Files of terms, which threads put. */
typedef struct {
    const SearchFiles *files;
    const char *list;
    const GArray *shards; /* Shard */
    Digest *digests;
} Terms;

static gboolean shard_put(gpointer data, guint index, GError **error)
{
    const Terms *terms = data;
    g_autofree char *name = g_strdup_printf("t%u.js", index);
    g_autoptr(GString) text = g_string_sized_new(SHARD_SIZE + 64);

    g_string_printf(text, "broadside_search(\"t\",%u,\"%s\",\"", index, terms->list);
    g_string_append(text, g_array_index(terms->shards, Shard, index).text);
    g_string_append(text, "\")\n");
    return files_put(terms->files, name, text->str, text->len, &terms->digests[index], error);
}

/* The same bytes on all machines. */
static void digest_update(XXH3_state_t *state, Digest digest)
{
    XXH128_canonical_t bytes;

    XXH128_canonicalFromHash(&bytes, digest);
    XXH3_64bits_update(state, &bytes, sizeof bytes);
}

/* Part of the addresses of files: none of another build is taken from a cache. */
static char *version_of(const Search *search, const Terms *terms)
{
    XXH3_state_t *state = XXH3_createState();

    XXH3_64bits_reset(state);
    for (guint i = 0; i < terms->shards->len; i++)
        digest_update(state, terms->digests[i]);
    for (guint i = 0; i < search->stretches->len; i++) {
        const Stretch *stretch = &g_array_index(search->stretches, Stretch, i);
        for (guint k = 0; k < stretch->blocks->len; k++)
            digest_update(state, g_array_index(stretch->blocks, Block, k).digest);
    }
    char *version = digest_name(state);
    XXH3_freeState(state);
    return version;
}

static gboolean front_put(const Search *search, const Terms *terms, GError **error)
{
    g_autoptr(GString) firsts = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *version = version_of(search, terms);
    Digest digest;

    for (guint i = 0; i < terms->shards->len; i++) {
        char first[16];
        first[term_text(g_array_index(terms->shards, Shard, i).first, first)] = '\0';
        g_string_append_printf(firsts, "%s%s", i == 0 ? "" : " ", first);
    }
    const Front front = {search->documents, search->count, search->types, search->site->language,
                         search->list,      version,       firsts->str,   search->stretches};
    front_append(text, &front);
    return files_put(terms->files, SEARCH_INDEX, text->str, text->len, &digest, error);
}

static gboolean terms_put(const Search *search, guint threads, const SearchFiles *files, GError **error)
{
    g_autoptr(GArray) shards = shards_cut(search->postings);
    g_autofree Digest *digests = g_new0(Digest, shards->len + 1);
    Terms terms = {files, search->list, shards, digests};

    return threads_try(threads, shards->len, shard_put, &terms, error) && front_put(search, &terms, error);
}

gboolean search_build(Search *search, guint threads, const SearchFiles *files, Diagnostics *diagnostics,
                      GError **error)
{
    Before before = {.recalled = search->recalled};

    documents_list(search, threads);
    if (search->recalled)
        before_find(search, &before);
    stretches_compare(search, files);
    const gboolean done =
        texts_make(search, diagnostics, error) && documents_read(search, &before, threads, files, error);
    before_clear(&before);
    return done && terms_put(search, threads, files, error);
}

void search_keep(const Search *search, GByteArray *into)
{
    const RecalledParts parts = {search->documents,       search->count,          search->stretches,
                                 search->postings->terms, search->postings->ends, search->postings->texts};
    recalled_write(&parts, into);
}

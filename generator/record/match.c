/* SPDX-License-Identifier: MIT */
#include "record/match.h"

#include "record/digest.h"
#include "record/filing.h"
#include "site/span.h"
#include "text/identity.h"

#include <string.h>

static int entry_compare(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    const int order = date_compare(x->day, y->day);

    return order ? order : strcmp(x->id, y->id);
}

GPtrArray *match_entries(const Site *site, int year)
{
    const GPtrArray *all = site->content->entries;
    GPtrArray *entries = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        Entry *entry = all->pdata[i];
        if (entry_year(entry) == year && !entry_is_draft(entry))
            g_ptr_array_add(entries, entry);
    }
    g_ptr_array_sort(entries, entry_compare);
    return entries;
}

/* The entries of a site are in the order of their ids. */
const Entry *match_by_id(const Site *site, const char *id)
{
    const GPtrArray *entries = site->content->entries;
    guint from = 0, to = entries->len;

    while (from < to) {
        const guint middle = from + (to - from) / 2;
        const Entry *entry = entries->pdata[middle];
        const int order = strcmp(entry->id, id);
        if (order == 0)
            return entry;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

/* What an entry and a document may have in common; newly allocated. NULL: nothing that counts. */
typedef char *(*EntryKey)(const Entry *entry);
typedef char *(*DocumentKey)(const Document *document);

static char *entry_bytes(const Entry *entry)
{
    return digest_text(source_text(entry->source), source_length(entry->source));
}

static char *document_bytes(const Document *document)
{
    return g_strdup(document->digest);
}

static char *likeness(const char *id, const char *title, Date day)
{
    g_autofree char *type = g_strndup(id, strcspn(id, "/"));
    return g_strdup_printf("%d %s %s", day.day, type, title);
}

static char *entry_likeness(const Entry *entry)
{
    g_autofree char *said = filing_title(entry);
    g_autofree char *title = identity_hide(said);
    return likeness(entry->id, title, entry->day);
}

static char *document_likeness(const Document *document)
{
    return likeness(document->item.id, document->item.title, document->item.date);
}

static GPtrArray *list_of(GHashTable *lists, char *key)
{
    GPtrArray *list = g_hash_table_lookup(lists, key);

    if (!list)
        g_hash_table_insert(lists, key, list = g_ptr_array_new());
    else
        g_free(key);
    return list;
}

static GHashTable *lists_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

/*
 * Of documents and entries that are left: those with the same key belong together, if there is one of each;
 * `several`: or as many of both, which then differ in nothing, and go in order.
 */
static void match_by(GHashTable *matches, GPtrArray *documents, GPtrArray *entries, EntryKey entry_key,
                     DocumentKey document_key, gboolean several)
{
    g_autoptr(GHashTable) left = lists_new();
    g_autoptr(GHashTable) wanted = lists_new();
    GHashTableIter iter;
    gpointer key, value;

    for (guint i = 0; i < documents->len; i++) {
        char *text = document_key(documents->pdata[i]);
        if (text)
            g_ptr_array_add(list_of(left, text), documents->pdata[i]);
    }
    for (guint i = 0; i < entries->len; i++)
        g_ptr_array_add(list_of(wanted, entry_key(entries->pdata[i])), entries->pdata[i]);
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const GPtrArray *some = value, *same = g_hash_table_lookup(left, key);
        if (!same || (!several && (some->len != 1 || same->len != 1)))
            continue;
        for (guint i = 0; i < MIN(some->len, same->len); i++)
            g_hash_table_insert(matches, some->pdata[i], same->pdata[i]);
    }
}

/* Those that are not among the keys of `taken` stay, in their order. */
static void list_narrow(GPtrArray *list, GHashTable *taken)
{
    guint kept = 0;

    for (guint i = 0; i < list->len; i++)
        if (!g_hash_table_contains(taken, list->pdata[i]))
            list->pdata[kept++] = list->pdata[i];
    g_ptr_array_set_size(list, (int)kept);
}

static GHashTable *set_of(const GPtrArray *list)
{
    GHashTable *set = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < list->len; i++)
        g_hash_table_add(set, list->pdata[i]);
    return set;
}

/* Takes out what has been matched. */
static void narrow(GHashTable *matches, GPtrArray *documents, GPtrArray *entries)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer document;

    g_hash_table_iter_init(&iter, matches);
    while (g_hash_table_iter_next(&iter, NULL, &document))
        g_hash_table_add(taken, document);
    list_narrow(entries, matches);
    list_narrow(documents, taken);
}

/* A file that has been put together by hand may have two documents of one entry: the one that is not
 * withdrawn is it, else the first. */
static GHashTable *documents_by_id(const GPtrArray *documents)
{
    GHashTable *by_id = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < documents->len; i++) {
        Document *document = documents->pdata[i];
        const Document *known = g_hash_table_lookup(by_id, document->item.id);
        if (!known || (known->item.why != WITHDRAWN_NOT && document->item.why == WITHDRAWN_NOT))
            g_hash_table_insert(by_id, (gpointer)document->item.id, document);
    }
    return by_id;
}

typedef struct {
    const Site *site;
    GHashTable *by_id;    /* id -> Document * */
    GHashTable *by_bytes; /* digest -> Document *: one of those that have it */
    GHashTable *digests;  /* Entry * -> char *, of those of the year; owned */
} Known;

static const char *digest_of(const Known *known, const Entry *entry)
{
    return g_hash_table_lookup(known->digests, entry);
}

/* Whether an entry whose name is that of another document was renamed to it: it has the bytes of a document
 * that are no longer where they were. (Nobody gets there by editing.) */
static gboolean is_displaced(const Known *known, const Entry *entry, const Document *own)
{
    const char *digest = digest_of(known, entry);
    const Document *other = g_hash_table_lookup(known->by_bytes, digest);

    if (!own->digest || strcmp(own->digest, digest) == 0 || !other)
        return FALSE;
    const Entry *there = match_by_id(known->site, other->item.id);
    return !there || g_strcmp0(digest_of(known, there), digest) != 0;
}

static void known_init(Known *known, const Site *site, const GPtrArray *documents, const GPtrArray *entries)
{
    known->site = site;
    known->by_id = documents_by_id(documents);
    known->by_bytes = g_hash_table_new(g_str_hash, g_str_equal);
    known->digests = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < documents->len; i++) {
        Document *document = documents->pdata[i];
        if (document->digest)
            g_hash_table_insert(known->by_bytes, (gpointer)document->digest, document);
    }
    for (guint i = 0; i < entries->len; i++)
        g_hash_table_insert(known->digests, entries->pdata[i], entry_bytes(entries->pdata[i]));
}

static void known_clear(Known *known)
{
    g_hash_table_unref(known->by_id);
    g_hash_table_unref(known->by_bytes);
    g_hash_table_unref(known->digests);
}

/* A file of a name that was free is another document, unless something else speaks for the old one. */
static gboolean is_back(const Known *known, const Entry *entry, const Document *document)
{
    g_autofree char *said = filing_title(entry);
    g_autofree char *title = identity_hide(said);

    return document->item.why != WITHDRAWN_REMOVED ||
           g_strcmp0(document->digest, digest_of(known, entry)) == 0 ||
           document->item.date.day == entry->day.day || strcmp(document->item.title, title) == 0;
}

/* Of `wanted` those that bear the name of a document: all that were not renamed, or (`left`) all that are one
 * of these documents. The others stay in it. */
static void match_names(const Known *known, GHashTable *matches, GPtrArray *wanted, const GPtrArray *left)
{
    g_autoptr(GHashTable) among = left ? set_of(left) : NULL;

    for (guint i = 0; i < wanted->len; i++) {
        const Entry *entry = wanted->pdata[i];
        Document *document = g_hash_table_lookup(known->by_id, entry->id);
        if (!document || !is_back(known, entry, document))
            continue;
        if (among ? g_hash_table_contains(among, document) : !is_displaced(known, entry, document))
            g_hash_table_insert(matches, (gpointer)entry, document);
    }
    list_narrow(wanted, matches);
}

/* The documents that may have been renamed: whose name is nobody's, or another's. An entry that is still
 * there was not: what looks like it is a copy. */
static GPtrArray *documents_left(const Known *known, GHashTable *matches, const GPtrArray *documents,
                                 const GPtrArray *wanted)
{
    g_autoptr(GHashTable) unmatched = set_of(wanted);
    GPtrArray *left = g_ptr_array_new();

    for (guint i = 0; i < documents->len; i++) {
        Document *document = documents->pdata[i];
        const Entry *entry = match_by_id(known->site, document->item.id);
        const Document *its = entry ? g_hash_table_lookup(matches, entry) : NULL;
        if (!entry || (its && its != document) || g_hash_table_contains(unmatched, entry))
            g_ptr_array_add(left, document);
    }
    return left;
}

/* The documents whose name is that of a draft, or of an entry that is filed in another year, and whose bytes
 * are not: two files have changed their names, or somebody wrote over a copy. */
static GPtrArray *documents_overwritten(const Known *known, const GPtrArray *documents)
{
    GPtrArray *overwritten = g_ptr_array_new();

    for (guint i = 0; i < documents->len; i++) {
        Document *document = documents->pdata[i];
        const Entry *there = match_by_id(known->site, document->item.id);
        if (!there || digest_of(known, there))
            continue;
        g_autofree char *digest = entry_bytes(there);
        if (g_strcmp0(digest, document->digest) != 0)
            g_ptr_array_add(overwritten, document);
    }
    return overwritten;
}

GHashTable *match_documents(const Site *site, const GPtrArray *documents, const GPtrArray *entries)
{
    GHashTable *matches = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) wanted = g_ptr_array_copy((GPtrArray *)entries, NULL, NULL);
    Known known;

    known_init(&known, site, documents, entries);
    match_names(&known, matches, wanted, NULL);
    g_autoptr(GPtrArray) left = documents_left(&known, matches, documents, wanted);
    match_by(matches, left, wanted, entry_bytes, document_bytes, TRUE);
    narrow(matches, left, wanted);
    g_autoptr(GPtrArray) overwritten = documents_overwritten(&known, documents);
    match_by(matches, overwritten, wanted, entry_bytes, document_bytes, TRUE);
    narrow(matches, left, wanted);
    match_names(&known, matches, wanted, left);
    narrow(matches, left, wanted);
    match_by(matches, left, wanted, entry_likeness, document_likeness, FALSE);
    known_clear(&known);
    return matches;
}

GHashTable *match_strayed(const Site *site, int year, const GPtrArray *all, GPtrArray *documents)
{
    GHashTable *matches = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) by_id = documents_by_id(all);
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    const GPtrArray *every = site->content->entries;

    for (guint i = 0; documents->len && i < every->len; i++) {
        Entry *entry = every->pdata[i];
        if ((entry_is_draft(entry) || entry_year(entry) != year) && !g_hash_table_contains(by_id, entry->id))
            g_ptr_array_add(entries, entry);
    }
    match_by(matches, documents, entries, entry_bytes, document_bytes, TRUE);
    narrow(matches, documents, entries);
    match_by(matches, documents, entries, entry_likeness, document_likeness, FALSE);
    return matches;
}

GPtrArray *match_spanning(const Record *record, const Site *site, int year)
{
    GPtrArray *spanning = g_ptr_array_new();

    for (guint i = 0; i < record->years->len; i++) {
        const Year *earlier = record->years->pdata[i];
        for (guint j = 0; earlier->view.year < year && j < earlier->documents->len; j++) {
            Document *document = earlier->documents->pdata[j];
            const Entry *entry = document->held ? match_by_id(site, document->item.id) : NULL;
            if (entry && !entry_is_draft(entry) && entry_year(entry) == earlier->view.year &&
                entry_is_of_year(entry, year))
                g_ptr_array_add(spanning, document);
        }
    }
    return spanning;
}

/* SPDX-License-Identifier: MIT */
#include "record/match.h"
#include "record/traits.h"
#include "site/span.h"
#include "site/visibility.h"
#include "text/strings.h"

#include <string.h>

/* One run over one closed year. */
typedef struct {
    const Site *site;
    const Year *year;
    GPtrArray *ids;
} Look;

static gboolean has_trait(const Document *document, const char *name)
{
    for (guint i = 0; i < document->n_fields; i++)
        if (strcmp(document->fields[i].name, name) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_named(const char **names, const char *name)
{
    return g_strv_contains((const char *const *)names, name);
}

/* Somebody's photo is in the record, and the consent to show it is not what it was. */
static gboolean lost_consent(const Document *document, const Entry *entry, const char **changed)
{
    const int consent = type_field(entry->type, "consent");

    if (consent < 0 || !is_named(changed, "consent") || !has_trait(document, "photo"))
        return FALSE;
    return entry->fields[consent].kind != VALUE_BOOLEAN || !entry->fields[consent].boolean;
}

/* Whether the record shows it, as far as anybody knows: what has been changed since may have been shown. */
static gboolean was_shown(const Look *look, const Entry *entry, const char **changed)
{
    const EntryState state = visibility_of(entry, look->year->view.closed, FALSE);

    return state == ENTRY_LISTED || state == ENTRY_KEPT || changed[0];
}

static void entry_look(const Look *look, const Document *document, const Entry *entry)
{
    g_autoptr(Arena) arena = arena_new();
    guint count;
    const Trait *now = traits_of(entry, arena, &count);
    g_autofree const char **changed = document->held
                                          ? traits_differ(document->fields, document->n_fields, now, count)
                                          : g_new0(const char *, 1);

    if (entry_is_shown(entry) ? lost_consent(document, entry, changed) : was_shown(look, entry, changed))
        g_ptr_array_add(look->ids, g_strdup(document->item.id));
}

/* Document * -> Entry * of a year: of some that are there no longer under their name, too. */
static GHashTable *entries_found(const Site *site, const Year *year)
{
    g_autoptr(GPtrArray) entries = match_entries(site, year->view.year);
    g_autoptr(GHashTable) matches = match_documents(site, year->documents, entries);
    GHashTable *found = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer entry, document;

    g_hash_table_iter_init(&iter, matches);
    while (g_hash_table_iter_next(&iter, &entry, &document))
        g_hash_table_insert(found, document, entry);
    return found;
}

/* Its own documents, of which some are there no longer under their name, or not in this year. */
static void documents_look(const Look *look)
{
    const GPtrArray *documents = look->year->documents;
    g_autoptr(GHashTable) found = entries_found(look->site, look->year);

    for (guint i = 0; i < documents->len; i++) {
        const Document *held = documents->pdata[i];
        const Entry *its = g_hash_table_lookup(found, held);
        if (held->item.why != WITHDRAWN_NOT)
            continue;
        if (!its)
            its = match_by_id(look->site, held->item.id);
        if (its)
            entry_look(look, held, its);
        else
            g_ptr_array_add(look->ids, g_strdup(held->item.id));
    }
}

static const Document *document_by_id(const Year *year, const char *id)
{
    for (guint i = 0; year && i < year->documents->len; i++) {
        const Document *document = year->documents->pdata[i];
        if (document->item.why == WITHDRAWN_NOT && strcmp(document->item.id, id) == 0)
            return document;
    }
    return NULL;
}

/* What is filed in an earlier year, and told of in this one as well. */
static void spanning_look(const Record *record, const Look *look)
{
    const GPtrArray *entries = look->site->content->entries;
    const int year = look->year->view.year;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        const Document *document;
        if (entry_year(entry) == year || !entry_is_of_year(entry, year))
            continue;
        document = document_by_id(record_find(record, entry_year(entry)), entry->id);
        const Document unknown = {.item.id = entry->id};
        entry_look(look, document ? document : &unknown, entry);
    }
}

/* Whether the record of the year may tell of a document of an earlier one that is there no longer. */
static gboolean is_told(const Look *look, const Document *document)
{
    const RecordItem *item = &document->item;

    return document->until >= (guint)look->year->view.year && !match_by_id(look->site, item->id) &&
           (item->why == WITHDRAWN_NOT || item->withdrawn.day > look->year->view.closed.day);
}

/* Most years have none: they are matched only then. */
static void gone_look(const Look *look, const Year *earlier)
{
    g_autoptr(GHashTable) found = NULL;

    for (guint i = 0; i < earlier->documents->len; i++) {
        const Document *document = earlier->documents->pdata[i];
        if (!is_told(look, document))
            continue;
        if (!found)
            found = entries_found(look->site, earlier);
        if (!g_hash_table_contains(found, document))
            g_ptr_array_add(look->ids, g_strdup(document->item.id));
    }
}

GPtrArray *record_outlived(const Record *record, const Site *site, int number)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    const Look look = {site, record_find(record, number), ids};

    /* A day before it was made is looked at to see what was: nothing is withheld since. */
    if (!look.year || look.year->view.closed.day == DAY_NONE || site->today.day < look.year->view.closed.day)
        return ids;
    documents_look(&look);
    spanning_look(record, &look);
    for (guint i = 0; i < record->years->len; i++)
        if (((Year *)record->years->pdata[i])->view.year < number)
            gone_look(&look, record->years->pdata[i]);
    g_ptr_array_sort(ids, strings_compare);
    return ids;
}

guint record_unseen(const Record *record, const Site *site, int number)
{
    const Year *year = record_find(record, number);
    guint unseen = 0;

    for (guint i = 0; year && i < year->documents->len; i++) {
        const Entry *entry = match_by_id(site, ((const Document *)year->documents->pdata[i])->item.id);
        unseen += !entry || !entry_is_shown(entry);
    }
    return unseen;
}

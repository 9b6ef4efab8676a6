/* SPDX-License-Identifier: MIT */
#include "record/digest.h"
#include "record/filing-number.h"
#include "record/filing.h"
#include "record/match.h"
#include "record/record-private.h"
#include "site/span.h"
#include "text/identity.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    Record *record;
    const Site *site;
    Year *year;
    Diagnostics *diagnostics;
    GHashTable *named; /* set of departments as entries name them: what is said of one is said once */
    guint given;
} Numbering;

static Place place_of_archive(const Site *site)
{
    const Value *archive = content_config(site->content, "archive");

    return (Place){.source = site->content->config_source, .line = archive->line, .column = archive->column};
}

static const char *kept(const Numbering *numbering, const char *text)
{
    return text ? arena_intern(numbering->record->arena, text, strlen(text)) : NULL;
}

static const char *hidden(const Numbering *numbering, const char *text)
{
    g_autofree char *shown = text ? identity_hide(text) : NULL;
    return kept(numbering, shown);
}

/* What the entry says: all that is left of it in the catalogue when it is gone. */
static void document_take(const Numbering *numbering, Document *document, const Entry *entry)
{
    RecordItem *item = &document->item;
    g_autofree char *digest = digest_text(source_text(entry->source), source_length(entry->source));
    g_autofree char *title = filing_title(entry);

    item->entry = entry;
    item->why = WITHDRAWN_NOT;
    item->withdrawn = (Date){DAY_NONE, -1};
    item->id = kept(numbering, entry->id);
    item->title = hidden(numbering, title);
    item->date = (Date){entry->day.day, -1};
    item->document_no = kept(numbering, filing_document_no(entry));
    item->responsible = hidden(numbering, filing_responsible(numbering->site, entry));
    item->secrecy = kept(numbering, filing_secrecy(entry));
    document->remarks = hidden(numbering, filing_remarks(entry));
    document->pages = filing_pages(entry);
    document->digest = kept(numbering, digest);
}

static const char *department_of(const Numbering *numbering, const Entry *entry)
{
    const Value *own = filing_own_department(entry);
    const gboolean told = !own || !g_hash_table_add(numbering->named, (gpointer)own->text);

    return filing_department(numbering->site, entry, told ? NULL : numbering->diagnostics);
}

static void document_number(Numbering *numbering, Document *document, const Entry *entry)
{
    Year *year = numbering->year;
    RecordItem *item = &document->item;

    item->retention = filing_retention(numbering->site, entry);
    item->department = kept(numbering, department_of(numbering, entry));
    item->item = year_given(year, item->retention, item->department) + 1;
    year_give(year, item->retention, item->department, item->item);
    g_autofree char *number = filing_number_format(year->view.fonds, year->view.year, item->retention,
                                                   item->department, item->item);
    item->number = kept(numbering, number);
    numbering->given++;
}

/* Withdrawn once, it was on that day; why may become clearer. What it is now called, and its bytes, are
 * noted, so that it is known again when it comes back. */
static void document_withdraw(const Numbering *numbering, Document *document, const Entry *entry)
{
    document->item.entry = NULL;
    if (document->item.why == WITHDRAWN_NOT)
        document->item.withdrawn = (Date){numbering->site->today.day, -1};
    document->item.why = WITHDRAWN_REMOVED;
    if (!entry)
        return;
    g_autofree char *digest = digest_text(source_text(entry->source), source_length(entry->source));
    document->item.why = entry_is_draft(entry) ? WITHDRAWN_DRAFT : WITHDRAWN_MOVED;
    document->item.id = kept(numbering, entry->id);
    document->digest = kept(numbering, digest);
}

/* All that have no entry in the year. */
static void documents_withdraw(const Numbering *numbering, GPtrArray *documents)
{
    g_autoptr(GPtrArray) strayed = g_ptr_array_new();
    GHashTableIter iter;
    gpointer entry, document;

    for (guint i = 0; i < documents->len; i++) {
        const Entry *there = match_by_id(numbering->site, ((Document *)documents->pdata[i])->item.id);
        /* Its name may be another document's. */
        if (there && !entry_is_draft(there) && entry_year(there) == numbering->year->view.year)
            there = NULL;
        document_withdraw(numbering, documents->pdata[i], there);
        if (!there)
            g_ptr_array_add(strayed, documents->pdata[i]);
    }
    g_autoptr(GHashTable) matches =
        match_strayed(numbering->site, numbering->year->view.year, numbering->year->documents, strayed);
    g_hash_table_iter_init(&iter, matches);
    while (g_hash_table_iter_next(&iter, &entry, &document))
        document_withdraw(numbering, document, entry);
}

static void warn_of_term(const Numbering *numbering, const RecordItem *item)
{
    const Value *own = filing_own_retention(item->entry);
    const char *retention = filing_retention(numbering->site, item->entry);

    if (own && strcmp(retention, item->retention) != 0)
        diagnostics_warning(numbering->diagnostics, entry_place(item->entry, own),
                            _("a number once given stays; write the new term into 'remarks'"),
                            _("the retention is '%s' here, but '%s' in its number '%s'"), retention,
                            item->retention, item->number);
}

static void warn_of_department(const Numbering *numbering, const RecordItem *item)
{
    const Value *own = filing_own_department(item->entry);
    const char *department = filing_department(numbering->site, item->entry, NULL);

    if (own && strcmp(department, item->department) != 0)
        diagnostics_warning(numbering->diagnostics, entry_place(item->entry, own),
                            _("a number once given stays; write the new department into 'remarks'"),
                            _("the department is '%s' here, but '%s' in its number '%s'"), department,
                            item->department, item->number);
}

/* Of what broadside.yaml says of all of them one warning is enough. */
static gboolean is_filed_otherwise(const Numbering *numbering, const RecordItem *item)
{
    const char *retention = filing_retention(numbering->site, item->entry);
    const char *department = filing_department(numbering->site, item->entry, NULL);

    return (!filing_own_retention(item->entry) && strcmp(retention, item->retention) != 0) ||
           (!filing_own_department(item->entry) && strcmp(department, item->department) != 0);
}

static void warn_of_filing(const Numbering *numbering)
{
    const Year *year = numbering->year;
    guint others = 0;

    for (guint i = 0; i < year->documents->len; i++) {
        const RecordItem *item = &((const Document *)year->documents->pdata[i])->item;
        if (!item->entry)
            continue;
        warn_of_term(numbering, item);
        warn_of_department(numbering, item);
        others += is_filed_otherwise(numbering, item);
    }
    if (others)
        diagnostics_warning(numbering->diagnostics, place_of_archive(numbering->site),
                            _("a number once given stays, whatever is written here later"),
                            ngettext("%u document of %d has another term or department in its number than is "
                                     "written here",
                                     "%u documents of %d have another term or department in their numbers "
                                     "than is written here",
                                     others),
                            others, year->view.year);
}

/* The numbers of a year begin alike: what the first of them was given with. */
static void fonds_set(const Numbering *numbering)
{
    RecordYear *view = &numbering->year->view;
    const char *fonds = filing_fonds(numbering->site);
    const char *hint = _("a number once given stays; other years begin with what is written here");

    if (numbering->year->documents->len == 0)
        view->fonds = kept(numbering, fonds);
    if (!fonds && !view->fonds)
        diagnostics_warning(numbering->diagnostics, PLACE_FILE(numbering->site->content->config_source->name),
                            _("write: archive: { fonds: \"0194\" }, before the numbers are printed"),
                            _("no number of a fonds is set: archive numbers are given without it"));
    else if (g_strcmp0(fonds, view->fonds) != 0 && view->fonds)
        diagnostics_warning(numbering->diagnostics, place_of_archive(numbering->site), hint,
                            _("the numbers of %d were given with the fonds '%s'"), view->year, view->fonds);
    else if (!view->fonds)
        diagnostics_warning(numbering->diagnostics, place_of_archive(numbering->site), hint,
                            _("the numbers of %d were given without a fonds"), view->year);
}

/* Each entry its document, in the order in which late ones get their numbers; the others are withdrawn. */
static void documents_update(Numbering *numbering, const GPtrArray *entries)
{
    GPtrArray *documents = numbering->year->documents;
    g_autoptr(GHashTable) matches = match_documents(numbering->site, documents, entries);
    g_autoptr(GHashTable) present = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) absent = g_ptr_array_new();

    for (guint i = 0; i < entries->len; i++) {
        Document *document = g_hash_table_lookup(matches, entries->pdata[i]);
        if (!document) {
            document = year_add(numbering->record, numbering->year);
            document_number(numbering, document, entries->pdata[i]);
        }
        document_take(numbering, document, entries->pdata[i]);
        g_hash_table_add(present, document);
    }
    for (guint i = 0; i < documents->len; i++)
        if (!g_hash_table_contains(present, documents->pdata[i]))
            g_ptr_array_add(absent, documents->pdata[i]);
    documents_withdraw(numbering, absent);
}

guint record_number(Record *record, const Site *site, int number, Diagnostics *diagnostics)
{
    g_autoptr(GPtrArray) entries = match_entries(site, number);

    if (!record_find(record, number) && entries->len == 0)
        return 0;
    g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
    Numbering numbering = {record, site, record_make(record, number), diagnostics, named, 0};
    fonds_set(&numbering);
    documents_update(&numbering, entries);
    year_show(numbering.year, record->arena);
    warn_of_filing(&numbering);
    return numbering.given;
}

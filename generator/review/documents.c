/* SPDX-License-Identifier: MIT */
#include "review/documents.h"

#include "review/extract.h"
#include "review/privacy.h"
#include "review/unread.h"
#include "text/hash.h"
#include "text/threads.h"

#include <glib/gi18n.h>
#include <string.h>

/* Each may take as much memory as extract.c allows. */
#define PROCESSES_MAX 4

/* A number in a document. */
typedef struct {
    Identity number;
    char *notes; /* where it stands */
} Met;

typedef struct {
    const char *path;
    FileStamp stamp;
    const MemoryDocument *known; /* or NULL */
    Unread unread;
    guint page;
    gboolean passing;
    GArray *met; /* Met, without official numbers; or NULL */
} Document;

typedef struct {
    const Review *review;
    Document *documents;
    GArray *unknown; /* guint: those that are to be read */
} Reading;

static void met_clear(gpointer met)
{
    g_free(((Met *)met)->notes);
}

/* "AB12": the `bars`th cell, from 0, in a row from 1. */
static char *cell_name(guint bars, guint row)
{
    char letters[8];
    gsize at = sizeof letters - 1;

    letters[at] = '\0';
    for (guint column = bars + 1; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    return g_strdup_printf("%s%u", letters + at, row);
}

/* Rows of a sheet as far as they have been counted. */
typedef struct {
    gsize start; /* of the row, from the beginning of the section */
    guint row;   /* from 1 */
} Rows;

static char *cell_at(const char *text, gsize at, Rows *rows)
{
    guint bars = 0;

    for (const char *end; (end = memchr(text + rows->start, '\n', at - rows->start)); rows->row++)
        rows->start = (gsize)(end - text) + 1;
    for (gsize i = rows->start; i < at; i++)
        bars += text[i] == '|';
    return cell_name(bars, rows->row);
}

/* Where in the document it is, in words; newly allocated, or NULL: its readers have to look for it. */
static char *notes_make(const Section *section, const char *text, gsize at, Rows *rows)
{
    if (section->kind == SECTION_PAGE)
        return g_strdup_printf(_("on page %s"), section->title);
    if (section->kind == SECTION_SLIDE)
        return g_strdup_printf(_("on slide %s"), section->title);
    if (section->kind == SECTION_TABLE)
        return g_strdup_printf(_("on the sheet '%s'"), section->title);
    if (section->kind == SECTION_PROPERTIES)
        return g_strdup(_("in its properties (File, Info)"));
    if (section->kind == SECTION_PIVOT)
        return g_strdup(_("in the rows that a pivot table has kept: delete them in its options, under Data"));
    if (section->kind == SECTION_INSIDE)
        return g_strdup_printf(_("in '%s', which is embedded in it"), section->title);
    if (section->kind == SECTION_TEXT || section->kind == SECTION_BESIDE)
        return NULL;
    g_autofree char *cell = cell_at(text, at, rows);
    return g_strdup_printf(_("on the sheet '%s', in cell %s"), section->title, cell);
}

static void section_scan(const Review *review, const Extract *extract, const Section *section, GArray *met,
                         guint *counts)
{
    const char *text = extract->text + section->start;
    IdentityScan scan = {.text = text, .length = section->end - section->start};
    Rows rows = {0, 1};
    Identity number;

    while (identity_next(&scan, &number)) {
        if (privacy_is_official(review, &number) || counts[number.kind] >= PRIVACY_FINDINGS_MAX)
            continue;
        counts[number.kind]++;
        const Met next = {number, notes_make(section, text, number.start, &rows)};
        g_array_append_val(met, next);
    }
}

static void document_read(gpointer data, guint index)
{
    const Reading *reading = data;
    Document *document = &reading->documents[g_array_index(reading->unknown, guint, index)];
    g_auto(Extract) extract = {0};
    g_auto(Section) section = {0};
    guint counts[N_IDENTITIES] = {0};

    extract_read(reading->review->site->content->root, document->path, &extract);
    document->unread = extract.unread;
    document->page = extract.page;
    document->passing = extract.passing;
    document->met = g_array_new(FALSE, FALSE, sizeof(Met));
    g_array_set_clear_func(document->met, met_clear);
    while (extract_next(&extract, &section))
        section_scan(reading->review, &extract, &section, document->met, counts);
}

static guint64 key_of(const Document *document)
{
    return hash_mix_bytes(hash_mix_text(1, document->path), &document->stamp, sizeof document->stamp);
}

static void document_recall(const Review *review, Document *document, gint64 now)
{
    g_autofree char *full = g_build_filename(review->site->content->root, document->path, NULL);

    document->stamp = stamp_of_file(full);
    if (stamp_is_fresh(document->stamp, now))
        document->stamp = STAMP_NONE;
    if (stamp_is_none(document->stamp) || review->options->checksum)
        return;
    document->known = review_memory_find_document(review->options->before, key_of(document));
    if (!document->known)
        return;
    document->unread = document->known->unread;
    document->page = document->known->page;
}

static void document_report(Review *review, const Document *document)
{
    const Entry *owner = site_owner(review->site, document->path);
    ReviewMemory *after = review->options->after;

    for (guint i = 0; document->met && i < document->met->len; i++) {
        const Met *met = &g_array_index(document->met, Met, i);
        privacy_report(review, owner, PLACE_FILE(document->path), &met->number, met->notes);
    }
    if (after && !document->passing && !stamp_is_none(document->stamp) &&
        (!document->met || document->met->len == 0))
        review_memory_keep_document(
            after,
            &(MemoryDocument){.key = key_of(document), .unread = document->unread, .page = document->page});
}

void documents_review(Review *review, const GPtrArray *paths)
{
    g_autofree Document *documents = g_new0(Document, paths->len + 1);
    g_autoptr(GArray) unknown = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(UnreadList) unread = unread_list_new();
    Reading reading = {review, documents, unknown};
    const gint64 now = stamp_now();

    for (guint i = 0; i < paths->len; i++) {
        documents[i].path = paths->pdata[i];
        document_recall(review, &documents[i], now);
        if (!documents[i].known)
            g_array_append_val(unknown, i);
    }
    threads_run(MIN(review->options->threads, PROCESSES_MAX), unknown->len, document_read, &reading);
    for (guint i = 0; i < paths->len; i++) {
        document_report(review, &documents[i]);
        unread_list_add(unread, review, documents[i].path, documents[i].unread, documents[i].page);
        g_clear_pointer(&documents[i].met, g_array_unref);
    }
    unread_list_report(unread, review);
}

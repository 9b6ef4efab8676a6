/* SPDX-License-Identifier: MIT */
#include "review/privacy.h"

#include "review/attachment.h"
#include "review/cursor.h"
#include "review/documents.h"
#include "review/extract.h"
#include "review/fitness.h"

#include <glib/gi18n.h>
#include <string.h>

static void contacts_add(GHashTable *contacts, const char *text)
{
    IdentityScan scan = {.text = text, .length = strlen(text), .lenient = TRUE};
    Identity found;

    while (identity_next(&scan, &found))
        if (found.kind != IDENTITY_RESIDENT_ID)
            g_hash_table_add(contacts, g_strdup(found.digits));
}

GHashTable *privacy_contacts(const Site *site)
{
    GHashTable *contacts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Value *list = content_config(site->content, "contacts");

    for (guint i = 0; list->kind == VALUE_LIST && i < list->list.count; i++)
        if (list->list.items[i].kind == VALUE_TEXT)
            contacts_add(contacts, list->list.items[i].text);
    return contacts;
}

/* What is said of each kind of number; hint and message show it masked. */
static const struct {
    Severity severity;
    FindingKind finding;
    const char *message, *hint;
} reports[] = {
    [IDENTITY_RESIDENT_ID] = {SEVERITY_ERROR, FINDING_RESIDENT_ID, N_("a whole resident ID number: '%s'"),
                              N_("leave it out; if a part must be shown, at most the last four: %s")},
    [IDENTITY_BANK_CARD] = {SEVERITY_ERROR, FINDING_BANK_CARD, N_("a whole bank card number: '%s'"),
                            N_("write %s; an official account is listed under 'contacts' in broadside.yaml")},
    [IDENTITY_MOBILE] = {SEVERITY_WARNING, FINDING_MOBILE, N_("a mobile number: '%s'"),
                         N_("write %s; an official number is listed under 'contacts' in broadside.yaml")},
    [IDENTITY_PARTIAL] = {SEVERITY_WARNING, FINDING_PARTIAL_ID,
                          N_("a resident ID number that shows more than its last four"),
                          N_("show at most the last four, and no birth date: %s")},
};

gboolean privacy_is_official(const Review *review, const Identity *found)
{
    return found->kind != IDENTITY_RESIDENT_ID && g_hash_table_contains(review->contacts, found->digits);
}

gboolean privacy_report(Review *review, const Entry *entry, Place place, const Identity *found,
                        const char *notes)
{
    if (privacy_is_official(review, found) ||
        finding_is_accepted(review, reports[found->kind].finding, entry, place, found->digits))
        return FALSE;
    g_autofree char *masked = identity_masked(found);
    g_autofree char *hint = g_strdup_printf(_(reports[found->kind].hint), masked);
    g_autofree char *message = g_strdup_printf(_(reports[found->kind].message), masked);
    diagnostics_add(review->diagnostics, reports[found->kind].severity, place, hint, notes, message);
    return TRUE;
}

static void source_review(Review *review, const Entry *entry, const Source *source, gboolean csv)
{
    IdentityScan scan = {.text = source_text(source), .length = source_length(source), .csv = csv};
    Cursor cursor = {.source = source};
    guint counts[N_IDENTITIES] = {0};
    Identity found;

    while (identity_next(&scan, &found))
        if (counts[found.kind] < PRIVACY_FINDINGS_MAX)
            counts[found.kind] +=
                (guint)privacy_report(review, entry, cursor_place(&cursor, found.start), &found, NULL);
}

/* A text at a place: a name of a file, or a value whose characters are not those of the file. */
static void text_review(Review *review, const Entry *entry, Place place, const char *text)
{
    IdentityScan scan = {.text = text, .length = strlen(text)};
    Identity found;

    while (identity_next(&scan, &found))
        privacy_report(review, entry, place, &found, NULL);
}

static void value_review(Review *review, const Entry *entry, const Value *value)
{
    if (value->kind == VALUE_TEXT)
        text_review(review, entry, entry_place(entry, value), value->text);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        value_review(review, entry, &value->list.items[i]);
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        value_review(review, entry, &value->record.members[i].value);
}

/* In double quotes of YAML a digit may be written "\x31", which the text of the file does not show. */
static gboolean has_escapes(const Entry *entry)
{
    const char *p = source_text(entry->source);
    const char *end = entry_body(entry, NULL);

    for (; (p = memchr(p, '\\', (gsize)(end - p))); p++)
        if (p[1] && strchr("xuU\r\n", p[1]))
            return TRUE;
    return FALSE;
}

void privacy_review_entry(Review *review, const Entry *entry)
{
    text_review(review, entry, PLACE_FILE(entry->path), entry->path);
    text_review(review, entry, PLACE_FILE(entry->path), entry->slug); /* without its date */
    source_review(review, entry, entry->source, FALSE);
    if (!has_escapes(entry))
        return;
    for (guint i = 0; i < entry->type->n_fields; i++)
        value_review(review, entry, &entry->fields[i]);
}

/* What is no text goes to `documents`, if it may be one. */
static void file_review(Review *review, const char *path, GPtrArray *documents)
{
    const Entry *owner = site_owner(review->site, path);
    gboolean readable = TRUE;

    text_review(review, owner, PLACE_FILE(path), path);
    g_autoptr(Source) source = attachment_read(review->site->content->root, path, &readable);
    if (source)
        source_review(review, owner, source, g_str_has_suffix(path, ".csv"));
    if (!readable && extract_is_document(path))
        g_ptr_array_add(documents, (gpointer)path);
    else if (!readable && review->options->unseen)
        review->options->unseen(path);
}

static void data_review(Review *review)
{
    GHashTableIter iter;
    gpointer source;

    g_hash_table_iter_init(&iter, review->site->content->data_sources);
    while (g_hash_table_iter_next(&iter, NULL, &source)) {
        const char *name = ((const Source *)source)->name;
        text_review(review, NULL, PLACE_FILE(name), name);
        source_review(review, NULL, source, g_str_has_suffix(name, ".csv"));
    }
}

void privacy_review_files(Review *review)
{
    const Content *content = review->site->content;
    g_autoptr(GPtrArray) files = attachment_list(content);
    g_autoptr(GPtrArray) documents = g_ptr_array_new();

    source_review(review, NULL, content->config_source, FALSE);
    data_review(review);
    for (guint i = 0; i < files->len; i++)
        file_review(review, files->pdata[i], documents);
    documents_review(review, documents);
    fitness_review(review, files);
}

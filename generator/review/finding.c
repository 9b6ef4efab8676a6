/* SPDX-License-Identifier: MIT */
#include "review/finding.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const names[N_FINDINGS] = {"resident-id",       "bank-card",          "mobile",
                                              "partial-id",        "year-in-title",      "total",
                                              "placeholder",       "repeated-paragraph", "punctuation",
                                              "zero-in-date",      "same-honour",        "event-without-news",
                                              "unread-attachment", "unfit-attachment",   "place-in-video",
                                              "image-without-text"};

/* One item of `accept`. */
typedef struct {
    const Value *record;
    const char *finding;
    const char *text; /* or NULL */
    char *subject;    /* what it was found to be about; or NULL */
} Acceptance;

static void acceptance_clear(gpointer data)
{
    Acceptance *acceptance = data;
    g_free(acceptance->subject);
}

static const char *member_text(const Value *record, const char *name)
{
    const Value *value = record->kind == VALUE_RECORD ? value_get(record, name) : NULL;
    return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

static GArray *entry_acceptances(const Value *list)
{
    GArray *all = g_array_new(FALSE, TRUE, sizeof(Acceptance));

    g_array_set_clear_func(all, acceptance_clear);
    for (guint i = 0; i < list->list.count; i++) {
        const Value *record = &list->list.items[i];
        const Acceptance acceptance = {record, member_text(record, "finding"), member_text(record, "text"),
                                       NULL};
        if (acceptance.finding && member_text(record, "reason"))
            g_array_append_val(all, acceptance);
    }
    return all;
}

GHashTable *acceptance_new(const Site *site)
{
    GHashTable *accepted = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    const GPtrArray *entries = site->content->entries;

    for (guint i = 0; i < entries->len; i++) {
        Entry *entry = entries->pdata[i];
        const Value *list = entry_named(entry, NAMED_ACCEPT);
        if (list->kind == VALUE_LIST && list->list.count > 0)
            g_hash_table_insert(accepted, entry, entry_acceptances(list));
    }
    return accepted;
}

/* Whether `text` is the masked number as it was suggested, or its last four. */
static gboolean is_number(const char *text, const char *digits)
{
    const gsize length = strlen(digits), size = strlen(text);

    if (length < 4 || (size != 4 && size != length) ||
        g_ascii_strcasecmp(text + size - 4, digits + length - 4) != 0)
        return FALSE;
    for (gsize i = 0; i + 4 < size; i++)
        if (text[i] != '*' && text[i] != digits[i])
            return FALSE;
    return size == 4 || strchr(text, '*');
}

/* A number must be named; of anything else the first one is meant. */
static gboolean is_about(FindingKind kind, const char *text, const char *subject)
{
    if (!text)
        return kind > FINDING_PARTIAL_ID;
    if (kind <= FINDING_PARTIAL_ID)
        return is_number(text, subject);
    return strstr(subject, text) || strstr(text, subject);
}

static gboolean accepts(Acceptance *acceptance, FindingKind kind, const char *subject)
{
    if (strcmp(acceptance->finding, names[kind]) != 0)
        return FALSE;
    if (acceptance->subject) /* a number may stand there twice; of anything else one is accepted */
        return kind <= FINDING_PARTIAL_ID && strcmp(acceptance->subject, subject) == 0;
    if (!is_about(kind, acceptance->text, subject))
        return FALSE;
    acceptance->subject = g_strdup(subject);
    return TRUE;
}

static guint last_line(const Value *value)
{
    guint line = value->line;

    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        line = MAX(line, last_line(&value->list.items[i]));
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        line = MAX(line, last_line(&value->record.members[i].value));
    return line;
}

/* Whether the place is in the field `accept` itself: nothing is accepted there. */
static gboolean is_own_place(const Entry *entry, Place place)
{
    const Value *list = entry_named(entry, NAMED_ACCEPT);

    return place.source == entry->source && place.line >= list->line && place.line <= last_line(list);
}

gboolean finding_is_accepted(const Review *review, FindingKind kind, const Entry *entry, Place place,
                             const char *subject)
{
    GArray *all = entry ? g_hash_table_lookup(review->accepted, entry) : NULL;

    if (!all || is_own_place(entry, place))
        return FALSE;
    for (guint i = 0; i < all->len; i++)
        if (accepts(&g_array_index(all, Acceptance, i), kind, subject))
            return TRUE;
    return FALSE;
}

gboolean finding_report(Review *review, Severity severity, FindingKind kind, const Entry *entry, Place place,
                        const char *subject, const char *hint, const char *format, ...)
{
    va_list arguments;

    if (finding_is_accepted(review, kind, entry, place, subject))
        return FALSE;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_add(review->diagnostics, severity, place, hint, NULL, message);
    return TRUE;
}

void acceptance_report_unused(Review *review)
{
    const GPtrArray *entries = review->site->content->entries;

    for (guint i = 0; i < entries->len; i++) {
        const GArray *all = g_hash_table_lookup(review->accepted, entries->pdata[i]);
        for (guint j = 0; all && j < all->len; j++) {
            const Acceptance *acceptance = &g_array_index(all, Acceptance, j);
            if (!acceptance->subject)
                diagnostics_warning(review->diagnostics, entry_place(entries->pdata[i], acceptance->record),
                                    _("remove it; of a number, 'text' is the last four digits"),
                                    _("'accept' names a finding that there is not: %s"), acceptance->finding);
        }
    }
}

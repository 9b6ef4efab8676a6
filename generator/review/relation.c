/* SPDX-License-Identifier: MIT */
#include "review/relation.h"

#include <glib/gi18n.h>
#include <string.h>

/* Days after its end in which the news of an event is written; and for how long it is asked for then. */
#define NEWS_DAYS 30
#define ASKED_DAYS 365

/* Letters, digits and Han of a text in lower case: however it was typed. */
static void plain_append(GString *into, const char *text)
{
    g_autofree char *normal = text ? g_utf8_normalize(text, -1, G_NORMALIZE_NFKC) : NULL;

    for (const char *p = normal; p && *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            g_string_append_unichar(into, g_unichar_tolower(g_utf8_get_char(p)));
    g_string_append_c(into, '\n');
}

/* The recipient as an entry, else as it is written; nobody named is the community. */
static void recipient_append(GString *into, const Entry *entry)
{
    const Value *recipient = entry_get(entry, "recipient");

    if (recipient->kind == VALUE_REFERENCE && recipient->entry)
        g_string_append(into, recipient->entry->id);
    else if (recipient->kind == VALUE_REFERENCE || recipient->kind == VALUE_TEXT)
        g_string_append(into, recipient->text);
    else
        g_string_append(into, "community");
    g_string_append_c(into, '\n');
}

/* Newly allocated; NULL where the entry does not say enough. */
static char *honour_key(const Entry *entry, gboolean by_document)
{
    const Value *awarded = entry_get(entry, "awarded");
    const char *document = entry_text(entry, "document_no");

    if (by_document ? !document : awarded->kind != VALUE_DATE || !entry_text(entry, "awarded_by"))
        return NULL;
    GString *key = g_string_new(by_document ? "document\n" : "issuer\n");
    plain_append(key, entry_title(entry));
    recipient_append(key, entry);
    plain_append(key, by_document ? document : entry_text(entry, "awarded_by"));
    if (!by_document)
        g_string_append_printf(key, "%d", date_year(awarded->date));
    return g_string_free(key, FALSE);
}

/* The entry that has this key already, or NULL. Takes the key. */
static const Entry *honour_add(GHashTable *known, const Entry *entry, char *key)
{
    g_autofree char *owned = key;
    const Entry *first = key ? g_hash_table_lookup(known, key) : NULL;

    if (key && !first)
        g_hash_table_insert(known, g_steal_pointer(&owned), (gpointer)entry);
    return first;
}

void honours_review(Review *review, const GPtrArray *entries)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (strcmp(entry->type->name, "honour") != 0 || entry->faulty)
            continue;
        const Entry *by_issuer = honour_add(known, entry, honour_key(entry, FALSE));
        const Entry *by_document = honour_add(known, entry, honour_key(entry, TRUE));
        const Entry *first = by_issuer ? by_issuer : by_document;
        if (first)
            finding_report(review, SEVERITY_WARNING, FINDING_HONOUR, entry,
                           entry_place(entry, &entry->fields[COMMON_TITLE]), entry_title(entry),
                           _("remove one of them"), _("the same honour stands in %s already"), first->path);
    }
}

/* Adds the entries that the field `event` of `entry` refers to. */
static void news_add(GHashTable *told, const Entry *entry)
{
    const Value *value = entry_named(entry, NAMED_EVENT);

    if (value->kind == VALUE_REFERENCE && value->entry)
        g_hash_table_add(told, value->entry);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->list.count; i++)
        if (value->list.items[i].kind == VALUE_REFERENCE && value->list.items[i].entry)
            g_hash_table_add(told, value->list.items[i].entry);
}

/* An event of long ago is left alone: an archive that was brought in has no news. */
static void event_review(Review *review, const Entry *entry)
{
    const Value *start = entry_get(entry, "start");
    const Value *end = entry_get(entry, "end");
    const Value *last = end->kind == VALUE_DATE ? end : start;

    if (last->kind != VALUE_DATE || entry->faulty || entry->state == ENTRY_HIDDEN)
        return;
    const gint64 since = (gint64)review->site->today.day - last->date.day - NEWS_DAYS;
    if (since <= 0 || since > ASKED_DAYS)
        return;
    g_autofree char *hint = g_strdup_printf(_("write the news with 'event: %s' in it"), entry->id);
    finding_report(review, SEVERITY_WARNING, FINDING_NEWS, entry, entry_place(entry, last),
                   entry_title(entry), hint,
                   _("the event ended more than %d days ago, and there is no news of it"), NEWS_DAYS);
}

void events_review(Review *review, const GPtrArray *entries)
{
    g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < entries->len; i++)
        news_add(told, entries->pdata[i]);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (strcmp(entry->type->name, "event") == 0 && !g_hash_table_contains(told, entry))
            event_review(review, entry);
    }
}

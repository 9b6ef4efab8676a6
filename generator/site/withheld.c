/* SPDX-License-Identifier: MIT */
#include "site/withheld.h"

#include "site/visibility.h"

#include <glib/gi18n.h>

typedef struct {
    const Site *site;
    GHashTable *withheld;
    GHashTable *shown;  /* set of files that an entry names which is shown */
    GHashTable *agreed; /* set of pictures of people who have agreed */
    Diagnostics *diagnostics;
} Finding;

typedef void (*FileVisit)(const Finding *finding, const Entry *entry, const Value *file);

static void value_visit(const Finding *finding, const Entry *entry, const Value *value, FileVisit visit)
{
    if (value->kind == VALUE_FILE)
        visit(finding, entry, value);
    else if (value->kind == VALUE_LIST)
        for (guint i = 0; i < value->list.count; i++)
            value_visit(finding, entry, &value->list.items[i], visit);
    else if (value->kind == VALUE_RECORD)
        for (guint i = 0; i < value->record.count; i++)
            value_visit(finding, entry, &value->record.members[i].value, visit);
}

static void fields_visit(const Finding *finding, const Entry *entry, FileVisit visit)
{
    for (guint i = 0; i < entry->type->n_files; i++)
        value_visit(finding, entry, &entry->fields[entry->type->files[i]], visit);
}

static void shown_add(const Finding *finding, G_GNUC_UNUSED const Entry *entry, const Value *file)
{
    g_hash_table_add(finding->shown, (gpointer)file->text);
}

static void withheld_add(const Finding *finding, const Entry *entry, const Value *file)
{
    if (g_str_has_prefix(file->text, "content/") && !g_hash_table_contains(finding->shown, file->text) &&
        !site_owner(finding->site, file->text))
        g_hash_table_insert(finding->withheld, (gpointer)file->text, (gpointer)entry);
}

static void static_warn(const Finding *finding, const Entry *entry, const Value *file)
{
    if (g_str_has_prefix(file->text, "static/"))
        diagnostics_warning(
            finding->diagnostics, entry_place(entry, file), _("move it to the folder of the entry"),
            _("'%s' stays when the entry goes: what is in static/ is always published"), file->text);
}

static gboolean will_go(const Entry *entry)
{
    return entry->last_day.day != DAY_NONE && entry_state_after(entry) != ENTRY_KEPT;
}

/* A picture of a person who has not agreed to be shown. */
static void portrait_withhold(const Finding *finding, const Entry *entry, const Value *file)
{
    if (g_str_has_prefix(file->text, "content/"))
        g_hash_table_insert(finding->withheld, (gpointer)file->text, (gpointer)entry);
    else
        diagnostics_warning(
            finding->diagnostics, entry_place(entry, file),
            _("move it to the folder of the entry, or write 'consent: true' once the person has agreed"),
            _("'%s' is published without consent: what is in static/ is always published"), file->text);
}

/* `entry` has something to say of the pictures in its fields that is `consent`. */
static void portraits_find(const Finding *finding, const Entry *entry, Consent consent, FileVisit visit)
{
    for (guint i = 0; i < entry->type->n_files; i++) {
        const Value *file = &entry->fields[entry->type->files[i]];
        if (file->kind == VALUE_FILE && entry_consent(entry, entry->type->files[i]) == consent)
            visit(finding, entry, file);
    }
}

static void portrait_miss(const Finding *finding, const Entry *entry, const Value *file)
{
    if (!g_hash_table_contains(finding->agreed, file->text))
        portrait_withhold(finding, entry, file);
}

static void portrait_agree(const Finding *finding, G_GNUC_UNUSED const Entry *entry, const Value *file)
{
    g_hash_table_add(finding->agreed, (gpointer)file->text);
}

static void portraits_withhold(const Finding *finding)
{
    static const struct {
        Consent consent;
        FileVisit visit;
    } steps[] = {{CONSENT_GIVEN, portrait_agree},
                 {CONSENT_MISSING, portrait_miss},
                 {CONSENT_REFUSED, portrait_withhold}};
    const GPtrArray *entries = finding->site->content->entries;

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        for (guint j = 0; j < entries->len; j++)
            portraits_find(finding, entries->pdata[j], steps[i].consent, steps[i].visit);
}

GHashTable *withheld_find(const Site *site, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) shown = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) agreed = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *entries = site->content->entries;
    const Finding finding = {site, g_hash_table_new(g_str_hash, g_str_equal), shown, agreed, diagnostics};
    gboolean gone = FALSE;

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (!will_go(entry))
            continue;
        fields_visit(&finding, entry, static_warn);
        gone = gone || !entry_is_shown(entry);
    }
    for (guint i = 0; gone && i < entries->len; i++)
        if (entry_is_shown(entries->pdata[i]))
            fields_visit(&finding, entries->pdata[i], shown_add);
    for (guint i = 0; gone && i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        if (will_go(entry) && !entry_is_shown(entry))
            fields_visit(&finding, entry, withheld_add);
    }
    portraits_withhold(&finding);
    return finding.withheld;
}

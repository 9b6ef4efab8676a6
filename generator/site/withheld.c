/* SPDX-License-Identifier: MIT */
#include "site/withheld.h"

#include "site/visibility.h"

#include <glib/gi18n.h>

typedef struct {
    const Site *site;
    GHashTable *withheld;
    GHashTable *shown; /* set of files that an entry names which is shown */
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

GHashTable *withheld_find(const Site *site, Diagnostics *diagnostics)
{
    g_autoptr(GHashTable) shown = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *entries = site->content->entries;
    const Finding finding = {site, g_hash_table_new(g_str_hash, g_str_equal), shown, diagnostics};
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
    return finding.withheld;
}

/* SPDX-License-Identifier: MIT */
#include "site/indicator.h"

#include "text/suggest.h"

#include <glib/gi18n.h>

static void ids_collect(const Type *type, const Value *list, GHashTable *ids)
{
    for (guint i = 0; list && list->kind == VALUE_LIST && i < list->list.count; i++) {
        const Value *record = &list->list.items[i];
        const Value *id = value_get(record, type->key);
        if (id && id->kind == VALUE_TEXT)
            g_hash_table_add(ids, (gpointer)id->text);
        ids_collect(type, value_get(record, type->children), ids);
    }
}

static void entry_check(const Entry *entry, GHashTable *ids, Diagnostics *diagnostics)
{
    const int index = type_field(entry->type, "indicators");
    const Value *list = index >= 0 ? &entry->fields[index] : NULL;

    for (guint i = 0; list && list->kind == VALUE_LIST && i < list->list.count; i++) {
        const Value *id = &list->list.items[i];
        if (id->kind != VALUE_TEXT || g_hash_table_contains(ids, id->text))
            continue;
        g_autofree char *hint = suggest_hint_key(id->text, ids);
        diagnostics_error(diagnostics, entry_place(entry, id), hint,
                          _("there is no assessment item '%s' in data/indicators"), id->text);
    }
}

void indicators_check(const Content *content, Diagnostics *diagnostics)
{
    const Type *type = types_data_by_name(content->types, "indicators");
    const Value *items = value_get(&content->data, type->name);
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);

    ids_collect(type, items, ids);
    if (g_hash_table_size(ids) == 0) /* none, or one that was refused as a whole */
        return;
    for (guint i = 0; i < content->entries->len; i++)
        entry_check(content->entries->pdata[i], ids, diagnostics);
}

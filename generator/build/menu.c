/* SPDX-License-Identifier: MIT */
#include "build/menu.h"

#include "text/path.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

static void item_check(const Plan *plan, const Value *path, Diagnostics *diagnostics)
{
    const Content *content = plan->site->content;
    const Place place = {.source = content->config_source, .line = path->line, .column = path->column};
    GHashTable *outputs = outputs_paths(plan->outputs);
    g_autofree char *page = g_strndup(path->text, strcspn(path->text, "#"));

    if (path_leads_out(path->text) || g_hash_table_contains(outputs, page))
        return;
    g_autofree char *hint = suggest_hint_key(page, outputs);
    diagnostics_error(diagnostics, place,
                      hint ? hint : _("write the path of a page, such as news/index.html"),
                      _("the menu leads to '%s', and there is no such page"), page);
}

void menu_check(const Plan *plan, Diagnostics *diagnostics)
{
    const Value *menu = content_config(plan->site->content, "menu");

    for (guint i = 0; menu->kind == VALUE_LIST && i < menu->list.count; i++) {
        const Value *path = value_get(&menu->list.items[i], "path");
        if (path && path->kind == VALUE_TEXT)
            item_check(plan, path, diagnostics);
    }
}

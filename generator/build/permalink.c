/* SPDX-License-Identifier: MIT */
#include "build/permalink.h"

#include "build/pattern.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

static Place value_place(const Site *site, const Value *value)
{
    return (Place){.source = site->content->config_source, .line = value->line, .column = value->column};
}

static void report_word(const Site *site, const Value *value, const char *unknown, guint allowed,
                        Diagnostics *diagnostics)
{
    g_autofree const char **names = pattern_names(allowed);
    g_autofree char *hint = suggest_hint(unknown, names);

    diagnostics_error(diagnostics, value_place(site, value), hint, _("unknown word ':%s' in '%s'"), unknown,
                      value->text);
}

static void permalink_add(GHashTable *permalinks, const Site *site, const Member *member, guint allowed,
                          Diagnostics *diagnostics)
{
    const Types *types = site->content->types;
    const Choice *kind;
    const Type *type = types_by_folder(types, member->name);
    const Type *meant = type ? NULL : types_by_word(types, member->name, &kind);
    const Value *value = &member->value;
    const Place place = value_place(site, value);

    if (!type) {
        g_autofree char *hint = meant ? g_strdup_printf(_("did you mean '%s'?"), meant->folder)
                                      : suggest_hint(member->name, types_folders(types));
        diagnostics_error(diagnostics, place, hint, _("there is no type with the folder '%s'"), member->name);
        return;
    }
    if (value->kind != VALUE_TEXT || !g_str_has_suffix(value->text, ".html")) {
        diagnostics_error(diagnostics, place, _("write a path such as 'news/:year/:slug.html'"),
                          _("the permalink of '%s' is not a path that ends in .html"), member->name);
        return;
    }
    g_autofree char *unknown = NULL;
    Permalink *permalink = arena_new0(site->content->arena, Permalink, 1);
    permalink->pattern = value->text;
    permalink->words = pattern_words(value->text, &unknown);
    const guint wrong = permalink->words & ~allowed;
    if (!unknown && wrong) {
        g_autofree const char **names = pattern_names(wrong);
        unknown = g_strdup(names[0]);
    }
    if (unknown)
        report_word(site, value, unknown, allowed, diagnostics);
    else
        g_hash_table_insert(permalinks, (gpointer)type, permalink);
}

GHashTable *permalinks_read(const Site *site, guint allowed, Diagnostics *diagnostics)
{
    GHashTable *permalinks = g_hash_table_new(NULL, NULL);
    const Value *config = content_config(site->content, "permalinks");

    if (config->kind == VALUE_RECORD)
        for (guint i = 0; i < config->record.count; i++)
            permalink_add(permalinks, site, &config->record.members[i], allowed, diagnostics);
    else if (config->kind != VALUE_NONE)
        diagnostics_error(diagnostics, value_place(site, config),
                          _("write 'news: news/:year/:slug.html' below it"),
                          _("'permalinks' gives no paths by type"));
    return permalinks;
}

/* SPDX-License-Identifier: MIT */
#include "build/redirect.h"

#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

char *redirect_path(const char *alias)
{
    const char *slash = strrchr(alias, '/');
    const char *name = slash ? slash + 1 : alias;

    if (*name == '\0')
        return g_strconcat(alias, "index.html", NULL);
    return g_strconcat(alias, strchr(name, '.') ? "" : ".html", NULL);
}

char *redirect_format(const char *path, const char *target, const char *title, const char *language,
                      const char *base_url)
{
    const gboolean chinese = g_str_has_prefix(language, "zh");
    g_autofree char *way = path_relative(path, target);
    g_autofree char *encoded = path_encode(way);
    g_autofree char *whole = path_encode(target);
    g_autofree char *canonical =
        base_url ? g_markup_printf_escaped("<link rel=\"canonical\" href=\"%s%s\">\n", base_url, whole)
                 : g_strdup("");
    g_autofree char *page = g_markup_printf_escaped(
        "<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n"
        "<title>%s</title>\n"
        "<p>%s<a href=\"%s\">%s</a></p>\n"
        "</html>\n",
        encoded, title, chinese ? "本页已移至：" : "This page has moved: ", encoded, title);
    g_autofree char *head = g_markup_printf_escaped("<!DOCTYPE html>\n"
                                                    "<html lang=\"%s\">\n"
                                                    "<meta charset=\"utf-8\">\n"
                                                    "<meta name=\"robots\" content=\"noindex\">\n",
                                                    language);
    return g_strconcat(head, canonical, page, NULL);
}

static void redirect_add(Plan *plan, const Entry *entry, const Value *alias, Diagnostics *diagnostics)
{
    const Origin origin = {entry->path, entry_place(entry, alias), TRUE};

    if (!entry->output) {
        diagnostics_warning(diagnostics, origin.place, NULL,
                            _("nothing to lead to: the theme makes no page of this entry"));
        return;
    }
    g_autofree char *path = redirect_path(alias->text);
    if (path_refusal(path)) {
        diagnostics_error(diagnostics, origin.place, NULL, _("'%s' cannot be an address: %s"), alias->text,
                          path_refusal(path));
        return;
    }
    g_autofree char *text =
        redirect_format(path, entry->output, entry_title(entry), plan->site->language, plan->site->base_url);
    const Output output = {
        .path = arena_strdup(plan->arena, path), .text = arena_strdup(plan->arena, text), .origin = origin};
    outputs_add(plan->outputs, &output, diagnostics);
}

void redirects_plan(Plan *plan, Diagnostics *diagnostics)
{
    const Collection *entries = plan->site->pages;

    for (guint i = 0; i < collection_count(entries); i++) {
        const Entry *entry = collection_at(entries, i);
        const Value *aliases = &entry->fields[COMMON_ALIASES];
        for (guint j = 0; aliases->kind == VALUE_LIST && j < aliases->list.count; j++)
            redirect_add(plan, entry, &aliases->list.items[j], diagnostics);
    }
}

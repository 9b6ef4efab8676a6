/* SPDX-License-Identifier: MIT */
#include "build/theme-find.h"

Theme *theme_find(const Site *site, const char *root, const char *installed, GBytes *known, char **folder,
                  Diagnostics *diagnostics, GError **error)
{
    const Content *content = site->content;
    const Value *value = content_config(content, "theme");
    const char *name = value->kind == VALUE_TEXT ? value->text : "bulletin";
    g_autoptr(GError) missing = NULL;
    Theme *theme = theme_load(root, installed, name, site, known, diagnostics, &missing);
    g_autofree char *own = g_build_filename(root, "themes", name, NULL);
    const gboolean is_own = g_file_test(own, G_FILE_TEST_IS_DIR);

    *folder = is_own ? g_steal_pointer(&own) : g_build_filename(installed, name, NULL);
    if (theme)
        return theme;
    if (!g_error_matches(missing, THEME_ERROR, THEME_ERROR_MISSING)) {
        g_propagate_error(error, g_steal_pointer(&missing));
        return NULL;
    }
    const Place place = {.source = content->config_source, .line = value->line, .column = value->column};
    diagnostics_error(diagnostics, place, NULL, "%s", missing->message);
    return NULL;
}

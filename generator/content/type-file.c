/* SPDX-License-Identifier: MIT */
#include "content/type-load.h"
#include "text/file-error.h"
#include "text/strings.h"

#include <gio/gio.h>

#define RESOURCES "/broadside/types/"

static void built_in_check(Diagnostics *diagnostics)
{
    g_autoptr(GString) text = g_string_new(NULL);

    diagnostics_print(diagnostics, MESSAGE_TEXT, FALSE, text);
    if (text->len)
        g_error("%s", text->str);
}

void types_read_built_in(gpointer types, Arena *arena, const char *path, TypeTake take)
{
    g_autofree char *whole = g_strconcat(RESOURCES, path, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(whole, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    gsize size;

    g_assert(bytes);
    const char *text = g_bytes_get_data(bytes, &size);
    g_autoptr(Source) source = source_new_take(whole, g_strndup(text, size), size);
    g_autofree YamlNode *top = yaml_parse(source, 0, size, YAML_TOP_MAP, arena, diagnostics);
    built_in_check(diagnostics);
    const FieldReader reader = {.source = source, .arena = arena, .diagnostics = diagnostics};
    take(types, &reader, top);
    built_in_check(diagnostics);
}

static gboolean file_read(gpointer types, const char *root, const char *shown, Arena *arena,
                          Diagnostics *diagnostics, TypeTake take, GError **error)
{
    g_autofree char *path = g_build_filename(root, shown, NULL);
    g_autoptr(GError) local = NULL;
    g_autoptr(Source) source = source_load(path, shown, diagnostics, &local);

    if (local) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (!source)
        return TRUE;
    g_autofree YamlNode *top = yaml_parse(source, 0, source->length, YAML_TOP_MAP, arena, diagnostics);
    const FieldReader reader = {.source = source, .arena = arena, .diagnostics = diagnostics};
    if (top)
        take(types, &reader, top);
    return TRUE;
}

gboolean types_read_folder(gpointer types, const char *root, const char *folder, Arena *arena,
                           Diagnostics *diagnostics, TypeTake take, GError **error)
{
    g_autofree char *path = g_build_filename(root, folder, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return TRUE;
    g_autoptr(GDir) dir = g_dir_open(path, 0, error);
    if (!dir) {
        file_error_explain(error, path);
        return FALSE;
    }
    for (const char *name; (name = g_dir_read_name(dir));)
        if (name[0] != '.' && g_str_has_suffix(name, ".yaml") && g_utf8_validate(name, -1, NULL))
            g_ptr_array_add(names, g_strconcat(folder, "/", name, NULL));
    g_ptr_array_sort(names, strings_compare);
    for (guint i = 0; i < names->len; i++)
        if (!file_read(types, root, names->pdata[i], arena, diagnostics, take, error))
            return FALSE;
    return TRUE;
}

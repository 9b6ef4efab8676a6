/* SPDX-License-Identifier: MIT */
#include "content/data.h"

#include "content/data-file.h"
#include "content/folder.h"
#include "text/file-error.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    Content *content;
    Diagnostics *diagnostics;
    GArray *members;   /* Member */
    GHashTable *files; /* NAME -> the file's name */
} Data;

static gboolean file_take(Data *data, const char *file, GError **error)
{
    g_autofree char *path = g_strconcat("data/", file, NULL);
    g_autoptr(GError) local = NULL;
    Member member = {0};

    if (!data_file_is_read(path, data->content->types, data->diagnostics))
        return TRUE;
    g_autofree char *stem = g_strndup(file, (gsize)(strrchr(file, '.') - file));
    g_autofree char *normal = g_utf8_normalize(stem, -1, G_NORMALIZE_NFC);
    member.name = arena_strdup(data->content->arena, normal);
    const char *other = g_hash_table_lookup(data->files, member.name);
    if (other) {
        diagnostics_error(data->diagnostics, PLACE_FILE(path), _("rename or remove one of them"),
                          _("templates see this file and data/%s under the same name '%s'"), other,
                          member.name);
        return TRUE;
    }
    g_hash_table_insert(data->files, (gpointer)member.name, arena_strdup(data->content->arena, file));
    if (data_file_read(data->content, path, member.name, &member.value, data->diagnostics, &local))
        g_array_append_val(data->members, member);
    if (!local)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&local));
    return FALSE;
}

static GPtrArray *names_read(const char *root, Diagnostics *diagnostics, GError **error)
{
    g_autofree char *folder = g_build_filename(root, "data", NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR) || !folder_check_link(root, "data", diagnostics))
        return g_steal_pointer(&names);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (!dir) {
        file_error_explain(error, folder);
        return NULL;
    }
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *full = g_build_filename(folder, name, NULL);
        if (!folder_is_litter(name) && g_utf8_validate(name, -1, NULL) &&
            !g_file_test(full, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, strings_compare);
    return g_steal_pointer(&names);
}

gboolean data_load(Content *content, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(GPtrArray) names = names_read(content->root, diagnostics, error);
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Member));
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    Data state = {content, diagnostics, list, files};

    if (!names)
        return FALSE;
    for (guint i = 0; i < names->len; i++)
        if (!file_take(&state, names->pdata[i], error))
            return FALSE;
    Member *members = arena_new0(content->arena, Member, list->len);
    if (list->len)
        memcpy(members, list->data, list->len * sizeof(Member));
    content->data = value_record(content->arena, members, list->len);
    return TRUE;
}

/* SPDX-License-Identifier: MIT */
#include "content/data.h"

#include "content/core.h"
#include "content/csv.h"
#include "content/data-read.h"
#include "content/folder.h"
#include "text/file-error.h"
#include "content/table-fields.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    const char *root;
    const Types *types;
    Arena *arena;
    Diagnostics *diagnostics;
    GHashTable *sources;
    GArray *members;   /* Member */
    GHashTable *files; /* NAME -> the file's name */
} Data;

/* What somebody meant to be read, under a name that is not. */
static void warn_of_form(const Data *data, const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *hint = NULL;

    if (!dot)
        return;
    if (g_ascii_strcasecmp(dot, ".xls") == 0 || g_ascii_strcasecmp(dot, ".xlsx") == 0 ||
        g_ascii_strcasecmp(dot, ".et") == 0)
        hint = _("save the table as CSV in UTF-8");
    else if (g_ascii_strcasecmp(dot, ".yml") == 0 || g_ascii_strcasecmp(dot, ".yaml") == 0)
        hint = _("let its name end in '.yaml'");
    else if (g_ascii_strcasecmp(dot, ".csv") == 0)
        hint = _("let its name end in '.csv', in small letters");
    if (hint)
        diagnostics_warning(data->diagnostics, PLACE_FILE(path), hint, _("this file is not read"));
}

static gboolean is_read(const char *name)
{
    return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".csv");
}

static gboolean size_check(const Data *data, const char *path, const char *full)
{
    GStatBuf status;

    if (g_stat(full, &status) != 0 || status.st_size <= YAML_SIZE_MAX)
        return TRUE;
    diagnostics_error(data->diagnostics, PLACE_FILE(path), _("split the file"),
                      _("the file is larger than 8 MB"));
    return FALSE;
}

/* "data/board.yaml": a name that is almost one whose file would be checked. */
static void warn_of_name(const Data *data, const char *path, const char *name)
{
    const char *near = suggest_nearest(name, types_data_names(data->types));
    g_autofree char *hint =
        near ? g_strdup_printf(_("did you mean 'data/%s%s'?"), near, strrchr(path, '.')) : NULL;

    if (hint)
        diagnostics_warning(data->diagnostics, PLACE_FILE(path), hint,
                            _("there is no type '%s' of data files, so nothing in this one is checked"),
                            name);
}

/* What is reported of a table is said with its rows and columns. */
static Value table_value(const Data *data, const Table *table, const Type *type, const char *path)
{
    g_autoptr(Diagnostics) found = diagnostics_new();
    const FieldReader reader = {table->source, data->arena, found, data->root, path, .table = TRUE};
    Value value = {0};
    Table rest;

    if (!type) {
        table_read(table, data->arena, data->diagnostics, &value, NULL);
        return value;
    }
    table_check(table, data->arena, data->diagnostics, &rest);
    g_autofree YamlNode *nodes = table_nodes(&rest, type, data->arena, data->diagnostics);
    if (nodes)
        value = data_read(&reader, type, nodes);
    table_report(table, data->diagnostics, found);
    return value;
}

static Value value_read(const Data *data, const char *name, const Source *source)
{
    const Type *type = types_data_by_name(data->types, name);
    const FieldReader reader = {source, data->arena, data->diagnostics, data->root, source->name};
    Table table;

    if (!type)
        warn_of_name(data, source->name, name);
    if (g_str_has_suffix(source->name, ".csv")) {
        csv_parse(source, data->arena, data->diagnostics, &table);
        return table_value(data, &table, type, source->name);
    }
    g_autofree YamlNode *top =
        yaml_parse(source, 0, source->length, YAML_TOP_ANY, data->arena, data->diagnostics);
    if (!top)
        return (Value){0};
    return type ? data_read(&reader, type, top) : core_value(top, source, data->arena, data->diagnostics);
}

static gboolean file_read(Data *data, const char *file, const char *name, GError **error)
{
    g_autofree char *path = g_strconcat("data/", file, NULL);
    g_autofree char *full = g_build_filename(data->root, path, NULL);
    g_autoptr(GError) local = NULL;

    if (!folder_check_link(data->root, path, data->diagnostics) || !size_check(data, path, full))
        return TRUE;
    Source *source = g_str_has_suffix(file, ".csv") ? source_load_any(full, path, data->diagnostics, &local)
                                                    : source_load(full, path, data->diagnostics, &local);
    if (local) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (!source)
        return TRUE;
    g_hash_table_insert(data->sources, g_strdup(name), source);
    const Member member = {name, value_read(data, name, source)};
    g_array_append_val(data->members, member);
    return TRUE;
}

static gboolean file_take(Data *data, const char *file, GError **error)
{
    g_autofree char *path = g_strconcat("data/", file, NULL);

    if (!is_read(file)) {
        warn_of_form(data, path);
        return TRUE;
    }
    g_autofree char *stem = g_strndup(file, (gsize)(strrchr(file, '.') - file));
    g_autofree char *normal = g_utf8_normalize(stem, -1, G_NORMALIZE_NFC);
    const char *name = arena_strdup(data->arena, normal);
    const char *other = g_hash_table_lookup(data->files, name);
    if (!other) {
        g_hash_table_insert(data->files, (gpointer)name, arena_strdup(data->arena, file));
        return file_read(data, file, name, error);
    }
    diagnostics_error(data->diagnostics, PLACE_FILE(path), _("rename or remove one of them"),
                      _("templates see this file and data/%s under the same name '%s'"), other, name);
    return TRUE;
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

gboolean data_load(const char *root, const Types *types, Arena *arena, Diagnostics *diagnostics, Value *data,
                   GHashTable *sources, GError **error)
{
    g_autoptr(GPtrArray) names = names_read(root, diagnostics, error);
    g_autoptr(GArray) list = g_array_new(FALSE, TRUE, sizeof(Member));
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    Data state = {root, types, arena, diagnostics, sources, list, files};

    if (!names)
        return FALSE;
    for (guint i = 0; i < names->len; i++)
        if (!file_take(&state, names->pdata[i], error))
            return FALSE;
    Member *members = arena_new0(arena, Member, list->len);
    if (list->len)
        memcpy(members, list->data, list->len * sizeof(Member));
    *data = value_record(arena, members, list->len);
    return TRUE;
}

/* SPDX-License-Identifier: MIT */
#include "content/data-file.h"

#include "content/cell.h"
#include "content/core.h"
#include "content/csv.h"
#include "content/data-read.h"
#include "content/folder.h"
#include "content/table-fields.h"
#include "content/workbook.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MEGABYTE (1024 * 1024)

static gboolean size_check(const char *path, const char *full, Diagnostics *diagnostics)
{
    GStatBuf status;

    if (g_stat(full, &status) != 0 || status.st_size <= 8 * MEGABYTE)
        return TRUE;
    diagnostics_error(diagnostics, PLACE_FILE(path), _("split the file"), _("the file is larger than 8 MB"));
    return FALSE;
}

/* The type that a name was likely meant to name: almost its name, or one of its labels. */
static const char *name_meant(const Types *types, const char *name)
{
    for (guint i = 0; i < types_data_count(types); i++)
        for (guint j = 0; j < types_data(types, i)->labels.count; j++)
            if (g_ascii_strcasecmp(types_data(types, i)->labels.items[j].text, name) == 0)
                return types_data(types, i)->name;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return suggest_nearest(lower, types_data_names(types));
}

/* "Unicode text" of Excel, by the name of data that has a type. */
static gboolean is_table_text(const char *path, const char *ending, const Types *types)
{
    const gboolean text = strcmp(ending, ".txt") == 0 || strcmp(ending, ".tsv") == 0;
    g_autofree char *file = g_path_get_basename(path);

    *strrchr(file, '.') = '\0';
    return text && (types_data_by_name(types, file) || name_meant(types, file));
}

gboolean data_file_is_read(const char *path, const Types *types, Diagnostics *diagnostics)
{
    static const char *const endings[] = {".yaml", ".csv", ".xlsx", NULL};
    static const char *const others[] = {".xls", ".xlsm", ".xlsb", ".et", ".ett", ".ods", ".numbers", NULL};
    const char *dot = strrchr(path, '.');

    if (!dot || g_strv_contains(endings, dot))
        return dot != NULL;
    g_autofree char *lower = g_ascii_strdown(dot, -1);
    const char *right = strcmp(lower, ".yml") == 0 ? ".yaml" : lower;
    g_autofree char *hint = NULL;
    if (g_strv_contains(others, lower))
        hint = g_strdup(_("open it in Excel or WPS, and save it as .xlsx or as CSV UTF-8"));
    else if (g_strv_contains(endings, right))
        hint = g_strdup_printf(_("let its name end in '%s', in small letters"), right);
    else if (is_table_text(path, lower, types))
        hint = g_strdup_printf(_("let its name end in '%s', in small letters"), ".csv");
    if (hint)
        diagnostics_warning(diagnostics, PLACE_FILE(path), hint, _("this file is not read"));
    return FALSE;
}

/* "data/board.yaml": as data of no type it would be read, and its board be empty. */
static void warn_of_name(const Types *types, const char *path, const char *name, Diagnostics *diagnostics)
{
    const char *meant = name_meant(types, name);
    g_autofree char *hint =
        meant ? g_strdup_printf(_("did you mean 'data/%s%s'?"), meant, strrchr(path, '.')) : NULL;

    if (meant)
        diagnostics_warning(diagnostics, PLACE_FILE(path), hint,
                            _("there is no type '%s' of data files, so nothing in this one is checked"),
                            name);
}

/* What no field would refuse: texts are all that a table without a type has. */
static void ruined_check(const Table *table, Diagnostics *diagnostics)
{
    const char *hint;

    for (guint i = 1; i < table->n_rows; i++)
        for (guint j = 0; j < table->rows[i].count; j++)
            if (cell_is_ruined(table->rows[i].cells[j].text, &hint))
                table_refuse(table, diagnostics, &table->rows[i].cells[j], hint,
                             _("'%s' stands for a value that is not shown"), table->rows[i].cells[j].text);
}

/* What is reported of a table is said with its rows and columns. */
static Value table_value(const Content *content, const Table *table, const Type *type,
                         Diagnostics *diagnostics)
{
    g_autoptr(Diagnostics) found = diagnostics_new();
    const FieldReader reader = {.source = table->source,
                                .arena = content->arena,
                                .diagnostics = found,
                                .root = content->root,
                                .path = table->source->name,
                                .table = TRUE};
    Value value = {0};
    Table rest;

    if (!type) {
        table_read(table, content->arena, diagnostics, &value, NULL);
        ruined_check(table, diagnostics);
        return value;
    }
    table_check(table, content->arena, diagnostics, &rest);
    g_autofree YamlNode *nodes = table_nodes(&rest, type, content->arena, diagnostics);
    if (nodes)
        value = data_read(&reader, type, nodes);
    table_report(table, diagnostics, found);
    return value;
}

static Value yaml_value(const Content *content, const Source *source, const Type *type,
                        Diagnostics *diagnostics)
{
    const FieldReader reader = {.source = source,
                                .arena = content->arena,
                                .diagnostics = diagnostics,
                                .root = content->root,
                                .path = source->name};
    g_autofree YamlNode *top =
        yaml_parse(source, 0, source->length, YAML_TOP_ANY, content->arena, diagnostics);

    if (!top)
        return (Value){0};
    return type ? data_read(&reader, type, top) : core_value(top, source, content->arena, diagnostics);
}

/* The source, and for a table its rows; NULL after a diagnostic, or with `error`. */
static Source *source_read(Content *content, const char *path, const char *full, Table *table,
                           Diagnostics *diagnostics, GError **error)
{
    if (g_str_has_suffix(path, ".yaml"))
        return source_load(full, path, diagnostics, error);
    if (g_str_has_suffix(path, ".xlsx"))
        return workbook_read(content->root, path, content->workbooks, content->arena, diagnostics, table);
    if (!workbook_check_text(path, full, diagnostics))
        return NULL;
    Source *source = source_load_any(full, path, diagnostics, error);
    if (source)
        csv_parse(source, content->arena, diagnostics, table);
    return source;
}

gboolean data_file_read(Content *content, const char *path, const char *name, Value *value,
                        Diagnostics *diagnostics, GError **error)
{
    const Type *type = types_data_by_name(content->types, name);
    g_autofree char *full = g_build_filename(content->root, path, NULL);
    Table table = {0};

    if (!folder_check_link(content->root, path, diagnostics) || !size_check(path, full, diagnostics))
        return FALSE;
    Source *source = source_read(content, path, full, &table, diagnostics, error);
    if (!source)
        return FALSE;
    g_hash_table_insert(content->data_sources, g_strdup(name), source);
    if (!type)
        warn_of_name(content->types, path, name, diagnostics);
    *value = table.source ? table_value(content, &table, type, diagnostics)
                          : yaml_value(content, source, type, diagnostics);
    return TRUE;
}

/* SPDX-License-Identifier: MIT */
#include "content/heading.h"

#include "text/space.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* The number of a row in a list. It says nothing. */
static const char *const row_numbers[] = {"序号", "no.", "no", NULL};
static const char *const parents[] = {"parent", "上级", "所属上级", NULL};
/* What only says what is counted, or how to fill in; not one that makes another number of it, such as 万人.
 */
static const char *const units[] = {"户", "人", "名",   "个",   "家",   "幢",   "栋",   "座",
                                    "次", "场", "人次", "场次", "支",   "天",   "日",   "年",
                                    "处", "块", "分",   "条",   "days", "选填", "必填", NULL};

/* After so many nobody reads on. */
#define UNKNOWN_MAX 100

/* Without white space, which stands in headings for looks (户　数), and in small letters. */
static char *heading_plain(const char *text)
{
    GString *plain = g_string_new(NULL);

    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (!space_is(g_utf8_get_char(p)))
            g_string_append_unichar(plain, g_unichar_tolower(g_utf8_get_char(p)));
    return g_string_free(plain, FALSE);
}

/* Takes "（户）" or "(户)" off the end of a plain heading, where it is a unit. */
static void unit_remove(char *plain)
{
    char *open = strrchr(plain, '(');
    char *wide = g_strrstr(plain, "（");

    if (!open || (wide && wide > open))
        open = wide;
    if (!open || open == plain)
        return;
    const gsize length = *open == '(' ? 1 : strlen("（");
    g_autofree char *unit = g_strdup(open + length);
    char *close = strpbrk(unit, ")");
    if (!close)
        close = strstr(unit, "）");
    if (!close || strlen(close) > strlen("）"))
        return;
    *close = '\0';
    if (g_strv_contains(units, unit))
        *open = '\0';
}

static gboolean plain_equal(const char *heading, const char *name)
{
    g_autofree char *plain = heading_plain(name);

    if (strcmp(heading, plain) == 0)
        return TRUE;
    unit_remove(plain);
    return strcmp(heading, plain) == 0;
}

/* "name（名称）", as messages show a heading. */
static gboolean is_shown(const char *heading, const Field *field, const char *label)
{
    const gsize length = strlen(field->name);

    if (!g_str_has_prefix(heading, field->name) || !heading[length])
        return FALSE;
    g_autofree char *plain = heading_plain(label);
    g_autofree char *wide = g_strconcat("（", plain, "）", NULL);
    g_autofree char *narrow = g_strconcat("(", plain, ")", NULL);
    return strcmp(heading + length, wide) == 0 || strcmp(heading + length, narrow) == 0;
}

static gboolean field_is(const Field *field, const char *heading)
{
    if (plain_equal(heading, field->name))
        return TRUE;
    for (guint i = 0; i < field->labels.count; i++)
        if (plain_equal(heading, field->labels.items[i].text) ||
            is_shown(heading, field, field->labels.items[i].text))
            return TRUE;
    return FALSE;
}

static const Field *field_find(const Field *fields, guint n_fields, const char *heading)
{
    for (guint i = 0; i < n_fields; i++)
        if (field_is(&fields[i], heading))
            return &fields[i];
    return NULL;
}

/* Records of a tree lie below each other by their parents' keys, not in columns. */
static gboolean is_nested(const Type *type, const Field *field)
{
    return field->kind == FIELD_RECORD && field->fields != type->fields;
}

static gboolean dotted_find(const Type *type, const char *heading, Column *column)
{
    const char *dot = strchr(heading, '.');
    g_autofree char *first = dot ? g_strndup(heading, (gsize)(dot - heading)) : NULL;
    const Field *field = first ? field_find(type->fields, type->n_fields, first) : NULL;

    if (!field || !is_nested(type, field))
        return FALSE;
    *column = (Column){.field = field, .within = field_find(field->fields, field->n_fields, dot + 1)};
    return column->within != NULL;
}

/* Only where a single record within has such a field. */
static gboolean within_find(const Type *type, const char *heading, Column *column)
{
    guint found = 0;

    for (guint i = 0; i < type->n_fields; i++) {
        const Field *field = &type->fields[i];
        const Field *within =
            is_nested(type, field) ? field_find(field->fields, field->n_fields, heading) : NULL;
        if (within && found++ == 0)
            *column = (Column){.field = field, .within = within};
    }
    return found == 1;
}

static gboolean column_find(const Type *type, const char *heading, Column *column)
{
    const Field *field = field_find(type->fields, type->n_fields, heading);

    *column = (Column){.field = field};
    if (field && field->kind != FIELD_RECORD)
        return TRUE;
    column->field = NULL;
    column->parent = !field && type->children && type->key && g_strv_contains(parents, heading);
    if (column->parent || (!field && g_strv_contains(row_numbers, heading)))
        return TRUE;
    return dotted_find(type, heading, column) || (!field && within_find(type, heading, column));
}

static void name_add(GPtrArray *names, const Field *field)
{
    g_ptr_array_add(names, (gpointer)field->name);
    for (guint i = 0; i < field->labels.count; i++)
        g_ptr_array_add(names, (gpointer)field->labels.items[i].text);
}

/* The heading, and what it is called in Chinese: "households (户数)". `record`: the one it is within, or
 * NULL. */
static char *field_shown(const Field *record, const Field *field)
{
    const char *label = labels_get(field->labels, "zh-Hans");
    g_autofree char *name =
        record ? g_strconcat(record->name, ".", field->name, NULL) : g_strdup(field->name);

    return label ? g_strdup_printf(_("%s (%s)"), name, label) : g_steal_pointer(&name);
}

static char *fields_list(const Type *type)
{
    g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < type->n_fields; i++) {
        const Field *field = &type->fields[i];
        for (guint j = 0; is_nested(type, field) && j < field->n_fields; j++)
            g_ptr_array_add(shown, field_shown(field, &field->fields[j]));
        if (field->kind != FIELD_RECORD)
            g_ptr_array_add(shown, field_shown(NULL, field));
    }
    g_ptr_array_add(shown, NULL);
    return strings_list((const char *const *)shown->pdata);
}

static char *heading_hint(const Type *type, const char *heading)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *list = fields_list(type);

    for (guint i = 0; i < type->n_fields; i++) {
        const Field *field = &type->fields[i];
        if (field->kind != FIELD_RECORD)
            name_add(names, field);
        for (guint j = 0; is_nested(type, field) && j < field->n_fields; j++)
            name_add(names, &field->fields[j]);
    }
    g_ptr_array_add(names, NULL);
    char *hint = suggest_hint(heading, (const char *const *)names->pdata);
    return hint ? hint : g_strdup_printf(_("possible: %s"), list);
}

/* What a table cannot say, or nobody knows. */
static void report_unknown(const Table *table, const Type *type, const Cell *cell, const char *heading,
                           Diagnostics *diagnostics)
{
    const Field *field = field_find(type->fields, type->n_fields, heading);

    if (field && type->children && strcmp(field->name, type->children) == 0) {
        g_autofree char *hint = g_strdup_printf(
            _("write the '%s' of the record above into a column 'parent' (上级), or write data/%s.yaml"),
            type->key ? type->key : "name", type->name);
        table_refuse(table, diagnostics, cell, hint, _("a table cannot hold '%s' in one column"),
                     field->name);
    } else if (field) {
        g_autofree char *hint = g_strdup_printf(_("name the columns as in '%s.%s', or write data/%s.yaml"),
                                                field->name, field->fields[0].name, type->name);
        table_refuse(table, diagnostics, cell, hint, _("a table cannot hold '%s' in one column"),
                     field->name);
    } else {
        g_autofree char *hint = heading_hint(type, heading);
        table_refuse(table, diagnostics, cell, hint, _("unknown column '%s'"), cell->text);
    }
}

/* Two columns with the same field: "户数" and "households". */
static gboolean twice_check(const Table *table, const Column *columns, guint index, Diagnostics *diagnostics)
{
    const Column *column = &columns[index];

    for (guint i = 0; (column->field || column->parent) && i < index; i++) {
        if (columns[i].field != column->field || columns[i].within != column->within ||
            columns[i].parent != column->parent)
            continue;
        g_autofree char *first = table_column(i);
        return table_refuse(table, diagnostics, &table->rows[0].cells[index], _("delete one of them"),
                            _("this column and column %s hold the same field"), first);
    }
    return TRUE;
}

static gboolean has_column(const Column *columns, guint count, const Field *field, const Field *within)
{
    for (guint i = 0; i < count; i++)
        if (columns[i].field == field && (!within || columns[i].within == within))
            return TRUE;
    return FALSE;
}

static gboolean report_missing(const Table *table, const Field *field, Diagnostics *diagnostics)
{
    g_autofree char *shown = field_shown(NULL, field);
    g_autofree char *hint = g_strdup_printf(_("add a column with this heading: %s"), shown);
    const Place place = {.source = table->source, .line = table->rows[0].cells[0].line};

    diagnostics_error(diagnostics, place, hint, _("the column '%s' is missing"), field->name);
    return FALSE;
}

static gboolean required_check(const Table *table, const Type *type, const Column *columns,
                               Diagnostics *diagnostics)
{
    const guint count = table->rows[0].count;
    gboolean good = TRUE;

    for (guint i = 0; i < type->n_fields; i++) {
        const Field *field = &type->fields[i];
        const gboolean used = has_column(columns, count, field, NULL);
        if (field->required && !used)
            good = report_missing(table, field, diagnostics);
        for (guint j = 0; used && is_nested(type, field) && j < field->n_fields; j++)
            if (field->fields[j].required && !has_column(columns, count, field, &field->fields[j]))
                good = report_missing(table, &field->fields[j], diagnostics);
    }
    return good;
}

/* FALSE after a diagnostic: nothing has that name. */
static gboolean column_read(const Table *table, const Type *type, const Cell *cell, Column *column,
                            Diagnostics *diagnostics)
{
    g_autofree char *plain = heading_plain(cell->text);

    if (*plain == '\0' || column_find(type, plain, column))
        return TRUE;
    unit_remove(plain);
    if (column_find(type, plain, column))
        return TRUE;
    *column = (Column){0};
    report_unknown(table, type, cell, plain, diagnostics);
    return FALSE;
}

Column *headings_read(const Table *table, const Type *type, Arena *arena, Diagnostics *diagnostics)
{
    const Row *header = &table->rows[0];
    Column *columns = arena_new0(arena, Column, header->count);
    guint unknown = 0;

    for (guint i = 0; i < header->count && unknown < UNKNOWN_MAX; i++) {
        if (!column_read(table, type, &header->cells[i], &columns[i], diagnostics))
            unknown++;
        else if (!twice_check(table, columns, i, diagnostics))
            columns[i] = (Column){0};
    }
    /* A heading that is misspelt is likely the one that is missing. */
    g_autoptr(Diagnostics) quiet = diagnostics_new();
    return required_check(table, type, columns, unknown > 0 ? quiet : diagnostics) ? columns : NULL;
}

/* SPDX-License-Identifier: MIT */
#include "content/data-read.h"

#include "content/core.h"
#include "content/field-sample.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct {
    const FieldReader *reader;
    const Type *type;
    GHashTable *keys; /* text -> const Value * */
} Check;

static Place place_of(const Check *check, const Value *value)
{
    return (Place){.source = check->reader->source, .line = value->line, .column = value->column};
}

/* Of two values that should differ, the second one is at fault. */
static void report_twice(const Check *check, const Value *first, const Value *second, const char *text)
{
    g_autofree char *hint =
        g_strdup_printf(_("remove one of them; the other one is on line %u"), first->line);
    diagnostics_error(check->reader->diagnostics, place_of(check, second), hint, _("'%s' is written twice"),
                      text);
}

static char *key_text(const Value *value)
{
    return value->kind == VALUE_INTEGER ? g_strdup_printf("%" G_GINT64_FORMAT, value->integer)
                                        : g_strndup(value->text, value->length);
}

/* The last row of many a table. */
static void sum_warn(const Check *check, const Value *key, const char *text)
{
    static const char *const words[] = {"合计", "总计", "共计", "小计", "总和", NULL};

    if (check->reader->table && g_strv_contains(words, text))
        diagnostics_warning(check->reader->diagnostics, place_of(check, key),
                            _("delete this row: what it adds up would count twice"),
                            _("'%s' is a sum and no record"), text);
}

static void key_check(const Check *check, const Value *record)
{
    const Value *key = value_get(record, check->type->key);

    if (!key || (key->kind != VALUE_TEXT && key->kind != VALUE_INTEGER))
        return;
    char *text = key_text(key);
    const Value *first = g_hash_table_lookup(check->keys, text);
    sum_warn(check, key, text);
    if (first)
        report_twice(check, first, key, text);
    g_hash_table_insert(check->keys, text, (gpointer)(first ? first : key));
}

static gboolean number_of(const Value *value, double *number)
{
    if (value && value->kind == VALUE_INTEGER)
        *number = (double)value->integer;
    else if (value && value->kind == VALUE_NUMBER)
        *number = value->number;
    else
        return FALSE;
    return TRUE;
}

static char *number_text(double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.12g", number));
}

/* Only where all that lies below says how much it is. */
static void sum_check(const Check *check, const Value *record, const Value *children, const char *name)
{
    const Value *whole = value_get(record, name);
    double total, part, sum = 0;

    if (!number_of(whole, &total))
        return;
    for (guint i = 0; i < children->list.count; i++) {
        if (!number_of(value_get(&children->list.items[i], name), &part))
            return;
        sum += part;
    }
    if (fabs(sum - total) <= 1e-6 * MAX(1, fabs(total)))
        return;
    g_autofree char *written = number_text(total);
    g_autofree char *added = number_text(sum);
    diagnostics_warning(check->reader->diagnostics, place_of(check, whole),
                        _("count again, and make them agree"),
                        _("'%s' is %s here, but what lies below adds up to %s"), name, written, added);
}

/* Of a span of days, as that of a slogan. */
static void span_check(const Check *check, const Value *record)
{
    const Value *from = value_get(record, "from"), *to = value_get(record, "to");

    if (!from || !to || from->kind != VALUE_DATE || to->kind != VALUE_DATE || to->date.day >= from->date.day)
        return;
    g_autofree char *first = date_format_iso((Date){from->date.day, -1});
    g_autofree char *last = date_format_iso((Date){to->date.day, -1});
    g_autofree char *hint =
        g_strdup_printf(_("one of the two is wrong: write %s or later here, or mend '%s'"), first, "from");
    diagnostics_error(check->reader->diagnostics, place_of(check, to), hint,
                      _("'%s' is %s, before '%s', which is %s"), "to", last, "from", first);
}

static void tree_check(const Check *check, const Value *list)
{
    const Type *type = check->type;

    for (guint i = 0; i < list->list.count; i++) {
        const Value *record = &list->list.items[i];
        const Value *children = type->children ? value_get(record, type->children) : NULL;
        span_check(check, record);
        if (type->unique)
            key_check(check, record);
        if (!children || children->list.count == 0)
            continue;
        for (const char *const *name = type->sums; name && *name; name++)
            sum_check(check, record, children, *name);
        tree_check(check, children);
    }
}

static gboolean is_series(const Field *field)
{
    for (guint i = 0; field->list && i < field->n_fields; i++)
        if (field->fields[i].kind == FIELD_YEAR && field->fields[i].required &&
            strcmp(field->fields[i].name, "year") == 0)
            return TRUE;
    return FALSE;
}

static gint64 year_of(const Value *record)
{
    const Value *year = value_get(record, "year");
    return year && year->kind == VALUE_INTEGER ? year->integer : 0;
}

static int year_compare(gconstpointer a, gconstpointer b)
{
    const Value *x = a, *y = b;
    const gint64 first = year_of(x), second = year_of(y);

    if (first != second)
        return first < second ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void series_sort(const Check *check, Value *list)
{
    Value *items = list->list.items;

    if (list->list.count > 1)
        qsort(items, list->list.count, sizeof *items, year_compare);
    for (guint i = 1; i < list->list.count; i++) {
        const gint64 year = year_of(&items[i]);
        g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, year);
        if (year && year == year_of(&items[i - 1]))
            report_twice(check, value_get(&items[i - 1], "year"), value_get(&items[i], "year"), text);
    }
}

static void series_check(const Check *check, const Field *field, Value *value)
{
    if (value->kind == VALUE_LIST) {
        for (guint i = 0; i < value->list.count; i++)
            series_check(check, field, &value->list.items[i]);
        if (is_series(field))
            series_sort(check, value);
        return;
    }
    for (guint i = 0; value->kind == VALUE_RECORD && i < value->record.count; i++)
        for (guint j = 0; j < field->n_fields; j++)
            if (field->fields[j].n_fields > 0 &&
                strcmp(field->fields[j].name, value->record.members[i].name) == 0)
                series_check(check, &field->fields[j], &value->record.members[i].value);
}

static gboolean shape_check(const FieldReader *reader, const Type *type, const YamlNode *top)
{
    if (type->shape == SHAPE_RECORD && top->kind != YAML_MAP)
        return field_refuse(reader, top, _("write lines like 'name: value'"),
                            _("'%s' is one record of fields by name"), type->name);
    if (type->shape == SHAPE_RECORD || top->kind == YAML_LIST)
        return TRUE;
    g_autofree char *example = field_example(&type->fields[0]);
    g_autofree char *hint = g_strdup_printf(_("begin each of them with a '-', as in: - %s"), example);
    return field_refuse(reader, top, hint, _("'%s' is a list of records"), type->name);
}

/* Fields, or a text whose lines are names with full-width colons. */
static gboolean is_record(const YamlNode *node)
{
    return node->kind == YAML_MAP || (node->kind == YAML_SCALAR && node->plain && strstr(node->text, "："));
}

static Value records_read(const FieldReader *reader, const Type *type, const YamlNode *top)
{
    Field record = type->whole;
    const YamlNode *at = top + 1;
    Value *items = arena_new0(reader->arena, Value, top->count);
    guint kept = 0;

    record.list = FALSE;
    for (guint i = 0; i < top->count; i++, at = yaml_next(at)) {
        if (is_record(at)) {
            field_read(reader, &record, at, &items[kept++]);
            continue;
        }
        g_autofree char *example = field_example(&type->fields[0]);
        g_autofree char *hint = g_strdup_printf(_("write for example: - %s"), example);
        field_refuse(reader, at, hint, _("each of '%s' is a record of fields by name"), type->name);
    }
    return (Value){.kind = VALUE_LIST, .line = top->line, .column = top->column, .list = {items, kept}};
}

Value data_read(const FieldReader *reader, const Type *type, const YamlNode *top)
{
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Check check = {reader, type, keys};
    Value value = {0};

    if (core_null(top) || !shape_check(reader, type, top))
        return value;
    if (type->shape == SHAPE_RECORD)
        field_read(reader, &type->whole, top, &value);
    else
        value = records_read(reader, type, top);
    series_check(&check, &type->whole, &value);
    if (value.kind == VALUE_LIST)
        tree_check(&check, &value);
    return value;
}

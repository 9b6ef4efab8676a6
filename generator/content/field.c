/* SPDX-License-Identifier: MIT */
#include "content/field.h"

#include "content/core.h"
#include "content/scalar.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* A list of one text with separators in it, none of its parts longer than this, was meant as several. */
#define WORD_LENGTH_MAX 8

static Place place_of(const FieldReader *reader, const YamlNode *node)
{
    return yaml_place(reader->source, node);
}

char *field_sample(const Field *field, const char *language)
{
    const char *own = labels_get(field->example, language);
    static const char *const examples[] = {
        [FIELD_ANY] = "…",
        [FIELD_TEXT] = "…",
        [FIELD_SLUG] = "night-patrol",
        [FIELD_PATH] = "notices/old-name.html",
        [FIELD_URL] = "https://www.example.org/",
        [FIELD_INTEGER] = "12",
        [FIELD_NUMBER] = "12",
        [FIELD_BOOLEAN] = "true",
        [FIELD_DATE] = "2025-06-29",
        [FIELD_YEAR] = "2025",
        [FIELD_PERIOD] = "2025-Q3",
        [FIELD_FILE] = "photo.jpg",
        [FIELD_REFERENCE] = "models/li-xiulan",
    };

    if (own)
        return g_strdup(own);
    if (field->kind == FIELD_CHOICE && field->n_choices > 0)
        return g_strdup(field->fallback ? field->fallback : field->choices[0].name);
    if (field->kind != FIELD_RECORD)
        return g_strdup(field->kind < G_N_ELEMENTS(examples) ? examples[field->kind] : "…");
    g_autoptr(GString) text = g_string_new("{ ");
    for (guint i = 0; i < field->n_fields; i++) {
        if (!field->fields[i].required && i > 0)
            continue;
        g_autofree char *part = field_example(&field->fields[i]);
        g_string_append_printf(text, "%s%s", text->len > 2 ? ", " : "", part);
    }
    g_string_append(text, " }");
    return g_strdup(text->str);
}

char *field_example(const Field *field)
{
    g_autofree char *value = field_sample(field, "en");

    return g_strdup_printf(field->list ? "%s: [%s]" : "%s: %s", field->name, value);
}

Value field_default(const Field *field)
{
    const char *text = field->fallback;

    if (!text)
        return (Value){0};
    switch (field->kind) {
    case FIELD_BOOLEAN: return (Value){.kind = VALUE_BOOLEAN, .boolean = strcmp(text, "true") == 0};
    case FIELD_INTEGER:
    case FIELD_YEAR: return (Value){.kind = VALUE_INTEGER, .integer = g_ascii_strtoll(text, NULL, 10)};
    case FIELD_NUMBER: return (Value){.kind = VALUE_NUMBER, .number = g_ascii_strtod(text, NULL)};
    default: return value_text(text);
    }
}

static int field_find(const Field *fields, guint n_fields, const char *name)
{
    for (guint i = 0; i < n_fields; i++)
        if (strcmp(fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

static int field_find_label(const Field *fields, guint n_fields, const char *text)
{
    for (guint i = 0; i < n_fields; i++)
        for (guint j = 0; j < fields[i].labels.count; j++)
            if (strcmp(fields[i].labels.items[j].text, text) == 0)
                return (int)i;
    return -1;
}

/* Reports a key that is no field. Returns the index of the field that was probably meant, or -1. */
static int report_unknown(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *key)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    int meant = field_find_label(fields, n_fields, key->text);

    for (guint i = 0; i < n_fields; i++)
        g_ptr_array_add(names, (gpointer)fields[i].name);
    g_ptr_array_add(names, NULL);
    const char *near = suggest_nearest(key->text, (const char *const *)names->pdata);
    if (meant < 0 && near)
        meant = field_find(fields, n_fields, near);
    g_autofree char *all = strings_list((const char *const *)names->pdata);
    g_autofree char *hint = meant >= 0 ? g_strdup_printf(_("did you mean '%s'?"), fields[meant].name)
                                       : g_strdup_printf(_("possible: %s"), all);
    diagnostics_error(reader->diagnostics, place_of(reader, key), hint, _("unknown field '%s'"), key->text);
    return meant;
}

static void report_missing(const FieldReader *reader, const Field *field, Place place)
{
    g_autofree char *example = field_example(field);
    g_autofree char *hint = g_strdup_printf(_("add a line such as: %s"), example);

    diagnostics_error(reader->diagnostics, place, hint, _("the field '%s' is missing"), field->name);
}

gboolean field_refuse(const FieldReader *reader, const YamlNode *node, const char *hint, const char *format,
                      ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(reader->diagnostics, yaml_place(reader->source, node), hint, "%s", message);
    return FALSE;
}

/* A required field whose name is there, with nothing behind it. */
static gboolean report_empty(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    g_autofree char *line = source_line(reader->source, node->line);
    g_autofree char *example = field_example(field);
    g_autofree char *hint = g_strdup_printf(_("write for example: %s"), example);
    const char *sign = strstr(line, " #");
    const gboolean comment = sign && sign[2] != ' ' && sign[2] != '\0'; /* "# meaning" is meant as one */

    diagnostics_error(reader->diagnostics, place_of(reader, node),
                      comment ? _("what follows ' #' is a comment: put the text in quotes") : hint,
                      _("the field '%s' is empty"), field->name);
    return FALSE;
}

/* A scalar, list or record where the field takes something else. */
static gboolean report_kind(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    g_autofree char *example = field_example(field);
    g_autofree char *hint = g_strdup_printf(_("write for example: %s"), example);
    const char *message;

    if (node->kind == YAML_LIST)
        message = _("'%s' takes one value, not a list");
    else if (node->kind == YAML_MAP)
        message = _("'%s' takes a single value, not fields of its own");
    else
        message = _("'%s' takes fields of its own, not a single value");
    diagnostics_error(reader->diagnostics, place_of(reader, node), hint, message, field->name);
    return FALSE;
}

static gboolean record_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    const guint before = diagnostics_count(reader->diagnostics, SEVERITY_ERROR);
    g_autofree Value *values = g_new0(Value, field->n_fields);
    Member *members = arena_new0(reader->arena, Member, field->n_fields);
    guint count = 0;

    fields_read(reader, field->fields, field->n_fields, node, place_of(reader, node), values);
    for (guint i = 0; i < field->n_fields; i++)
        if (values[i].kind != VALUE_NONE)
            members[count++] = (Member){field->fields[i].name, values[i]};
    *value = value_record(reader->arena, members, count);
    value->line = node->line;
    value->column = node->column;
    return diagnostics_count(reader->diagnostics, SEVERITY_ERROR) == before;
}

static gboolean is_blank(const YamlNode *node)
{
    return node->kind == YAML_SCALAR && strspn(node->text, " \t\r\n") == node->length;
}

/* "title: 停水 #3": what follows the sign is lost, and was hardly meant to be. */
static void warn_of_comment(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    if (field->kind != FIELD_TEXT || !node->plain || node->length == 0)
        return;
    g_autofree char *line = source_line(reader->source, node->line);
    const char *found = strstr(line, node->text);
    const char *after = found ? found + node->length : "";
    const gsize blanks = strspn(after, " \t");
    if (blanks == 0 || after[blanks] != '#' || after[blanks + 1] == ' ' || after[blanks + 1] == '\0')
        return;
    diagnostics_warning(reader->diagnostics, place_of(reader, node),
                        _("put the whole text in quotes to keep it"),
                        _("'%s' is a comment here, and no part of '%s'"), after + blanks, field->name);
}

/* One value: the field itself, or an item of its list. `node` is not null. */
static gboolean single_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    if (field->kind == FIELD_ANY) {
        *value = core_value(node, reader->source, reader->arena, reader->diagnostics);
        return TRUE;
    }
    if (field->kind == FIELD_RECORD && node->kind == YAML_MAP)
        return record_read(reader, field, node, value);
    if (field->kind == FIELD_RECORD || node->kind != YAML_SCALAR)
        return report_kind(reader, field, node);
    if (is_blank(node) && field->kind != FIELD_TEXT)
        return report_empty(reader, field, node);
    warn_of_comment(reader, field, node);
    return scalar_read(reader, field, node, value);
}

static gboolean is_separator(gunichar c)
{
    return c == ',' || c == 0xff0c || c == 0x3001 || c == ';' || c == 0xff1b;
}

/* "环保，志愿" in a list of texts. In quotes it is taken for what it says. */
static void warn_of_separators(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    g_autoptr(GString) mended = g_string_new(NULL);
    guint length = 0, parts = 1;

    if (field->kind != FIELD_TEXT || node->kind != YAML_SCALAR || !node->plain)
        return;
    for (const char *p = node->text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (is_separator(c)) {
            g_string_append(mended, ", ");
            length = 0;
            parts++;
        } else if (c != ' ' || length > 0) {
            g_string_append_unichar(mended, c);
            if (++length > WORD_LENGTH_MAX)
                return;
        }
    }
    if (parts == 1)
        return;
    g_autofree char *hint =
        g_strdup_printf(_("write [%s] if these are several; else put it in quotes"), mended->str);
    diagnostics_warning(reader->diagnostics, place_of(reader, node), hint,
                        _("'%s' is taken as a single item of '%s'"), node->text, field->name);
}

static gboolean item_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    if (!core_null(node))
        return single_read(reader, field, node, value);
    diagnostics_error(reader->diagnostics, place_of(reader, node),
                      _("write something after the '-', or remove it"), _("an empty item in the list '%s'"),
                      field->name);
    return FALSE;
}

static gboolean list_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    const gboolean listed = node->kind == YAML_LIST;
    const guint count = listed ? node->count : 1;
    const YamlNode *at = listed ? node + 1 : node;
    Value *items = arena_new0(reader->arena, Value, count);
    gboolean good = TRUE;
    guint kept = 0;

    if (count == 1)
        warn_of_separators(reader, field, at);
    for (guint i = 0; i < count; i++, at = yaml_next(at)) {
        if (item_read(reader, field, at, &items[kept]))
            kept++;
        else
            good = FALSE;
    }
    *value = (Value){.kind = VALUE_LIST, .line = node->line, .column = node->column, .list = {items, kept}};
    return good;
}

gboolean field_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    *value = (Value){0};
    if (core_null(node))
        return TRUE;
    if (field->list)
        return list_read(reader, field, node, value);
    return single_read(reader, field, node, value);
}

static gboolean value_is_empty(const Value *value)
{
    return value->kind == VALUE_NONE || (value->kind == VALUE_LIST && value->list.count == 0) ||
           (value->kind == VALUE_TEXT && strspn(value->text, " \t\r\n") == value->length);
}

/* A null leaves what was there before, as does what cannot be read; of lists and records the good parts stay.
 */
static void known_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    Value read;
    const gboolean good = field_read(reader, field, node, &read);

    if (read.kind != VALUE_NONE)
        *value = read;
    if (good && field->required && value_is_empty(value))
        report_empty(reader, field, node);
}

void fields_read(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *map,
                 Place missing, Value *values)
{
    g_autofree gboolean *seen = g_new0(gboolean, n_fields);
    g_autofree gboolean *misspelt = g_new0(gboolean, n_fields);
    const YamlNode *key = map + 1;

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1)) {
        const int at = field_find(fields, n_fields, key->text);
        const int meant = at < 0 ? report_unknown(reader, fields, n_fields, key) : -1;
        if (at >= 0 && !seen[at])
            known_read(reader, &fields[at], key + 1, &values[at]);
        if (at >= 0)
            seen[at] = TRUE;
        if (meant >= 0)
            misspelt[meant] = TRUE;
    }
    for (guint i = 0; i < n_fields; i++) {
        if (values[i].kind != VALUE_NONE)
            continue;
        if (fields[i].required && !seen[i] && !misspelt[i])
            report_missing(reader, &fields[i], missing);
        values[i] = field_default(&fields[i]);
    }
}

/* SPDX-License-Identifier: MIT */
#include "content/field.h"

#include "content/cell.h"
#include "content/core.h"
#include "content/field-key.h"
#include "content/field-sample.h"
#include "content/scalar.h"
#include "text/space.h"

#include <glib/gi18n.h>
#include <string.h>

/* A list of one text with separators in it, none of its parts longer than this, was meant as several. */
#define WORD_LENGTH_MAX 8
#define EXTENSION_LENGTH_MAX 5

static Place place_of(const FieldReader *reader, const YamlNode *node)
{
    return yaml_place(reader->source, node);
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

/* The same field by two names: by its name and its label. */
static void report_again(const FieldReader *reader, const Field *field, const YamlNode *first,
                         const YamlNode *key)
{
    if (first->text == key->text) /* which the YAML reader has reported */
        return;
    g_autofree char *hint =
        g_strdup_printf(_("remove one of them; the other one is on line %u"), first->line);
    diagnostics_error(reader->diagnostics, place_of(reader, key), hint,
                      _("'%s' and '%s' are the same field '%s'"), first->text, key->text, field->name);
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

gboolean field_refuse_text(const FieldReader *reader, const Value *text, const char *hint,
                           const char *message)
{
    const Place place = {.source = reader->source, .line = text->line, .column = text->column};

    diagnostics_error(reader->diagnostics, place, hint, message, text->text);
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
    g_autofree char *quoted =
        comment && field->kind == FIELD_TEXT && !strchr(sign, '"') && !strchr(sign, '\\')
            ? g_strdup_printf(_("what follows ' #' is a comment: write %s: \"%s\""), field->name, sign + 1)
            : g_strdup(_("what follows ' #' is a comment: put the text in quotes"));
    const char *mend = comment ? quoted : hint;
    diagnostics_error(reader->diagnostics, place_of(reader, node),
                      reader->table ? _("fill in this cell, or delete the whole row") : mend,
                      _("the field '%s' is empty"), field->name);
    return FALSE;
}

/* "days:5": no name to YAML. */
static gboolean is_tight(const YamlNode *node)
{
    const gsize name = node->kind == YAML_SCALAR ? strspn(node->text, G_CSET_a_2_z "_") : 0;

    return name > 0 && node->text[name] == ':' && g_ascii_isalnum(node->text[name + 1]);
}

/* A scalar, list or record where the field takes something else. */
static gboolean report_kind(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    g_autofree char *example = field_example(field);
    g_autofree char *hint = is_tight(node) ? g_strdup(_("type a space after the colon"))
                                           : g_strdup_printf(_("write for example: %s"), example);
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
    return node->kind == YAML_SCALAR && space_only(node->text);
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
    Place place = place_of(reader, node);
    place.column = 1 + (guint)g_utf8_strlen(line, after + blanks - line);
    diagnostics_warning(reader->diagnostics, place, _("put the whole text in quotes to keep it"),
                        _("'%s' is a comment here, and no part of '%s'"), after + blanks, field->name);
}

/* A record all of whose names end in full-width colons is a text to YAML. */
static gboolean wide_record_read(const FieldReader *reader, const Field *field, const YamlNode *node,
                                 Value *value)
{
    const YamlNode *map = NULL;
    const guint before = diagnostics_count(reader->diagnostics, SEVERITY_ERROR);
    g_autofree YamlNode *nodes =
        yaml_parse_fields(reader->source, node, reader->arena, reader->diagnostics, &map);

    if (nodes)
        return record_read(reader, field, map, value);
    return diagnostics_count(reader->diagnostics, SEVERITY_ERROR) == before &&
           report_kind(reader, field, node);
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
    if (field->kind == FIELD_RECORD && node->kind == YAML_SCALAR)
        return wide_record_read(reader, field, node, value);
    if (field->kind == FIELD_RECORD || node->kind != YAML_SCALAR)
        return report_kind(reader, field, node);
    if (is_blank(node) && field->kind != FIELD_TEXT)
        return report_empty(reader, field, node);
    if (reader->table && !cell_check(reader, field, node))
        return FALSE;
    warn_of_comment(reader, field, node);
    return scalar_read(reader, field, node, value);
}

static gboolean is_separator(gunichar c)
{
    return c == ',' || c == 0xff0c || c == 0x3001 || c == ';' || c == 0xff1b;
}

/* Whether a text with separators in it, one of whose parts this is, was meant as a list: of a text only where
 * it is short, else it is a sentence; the name of a file may hold a comma, but ends in one extension. */
static gboolean is_word(const Field *field, const char *part)
{
    const char *dot = strrchr(part, '.');

    switch (field->kind) {
    case FIELD_TEXT: return g_utf8_strlen(part, -1) <= WORD_LENGTH_MAX;
    case FIELD_FILE: return !*part || (dot && dot[1] && strlen(dot + 1) <= EXTENSION_LENGTH_MAX);
    default: return TRUE;
    }
}

/*
 * "环保、志愿" in a list: its words, or NULL where it is one text. In quotes it is taken for what it says.
 */
static GPtrArray *words_split(const Field *field, const YamlNode *node)
{
    if ((field->kind != FIELD_TEXT && field->kind != FIELD_FILE && field->kind != FIELD_REFERENCE) ||
        node->kind != YAML_SCALAR || !node->plain)
        return NULL;
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    const char *start = node->text;
    for (const char *p = start;; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c && !is_separator(c))
            continue;
        g_autofree char *part = g_strndup(start, (gsize)(p - start));
        g_autofree char *word = space_strip(part);
        if (!is_word(field, word))
            return NULL;
        if (*word)
            g_ptr_array_add(words, g_steal_pointer(&word));
        if (!c)
            break;
        start = g_utf8_next_char(p);
    }
    return words->len > 1 ? g_steal_pointer(&words) : NULL;
}

static gboolean words_read(const FieldReader *reader, const Field *field, const GPtrArray *words,
                           const YamlNode *node, Value *value)
{
    Value *items = arena_new0(reader->arena, Value, words->len);
    gboolean good = TRUE;
    guint kept = 0;

    for (guint i = 0; i < words->len; i++) {
        YamlNode word = *node;
        word.text = arena_strdup(reader->arena, words->pdata[i]);
        word.length = strlen(word.text);
        good = scalar_read(reader, field, &word, &items[kept]) && good;
        kept += items[kept].kind != VALUE_NONE;
    }
    *value = (Value){.kind = VALUE_LIST, .line = node->line, .column = node->column, .list = {items, kept}};
    return good;
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

/* "-消防" at the start of a line is a text to YAML, with all the lines below it. */
static gboolean is_tight_item(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    if (node->kind != YAML_SCALAR || !node->plain || node->text[0] != '-' || !node->text[1] ||
        field->kind == FIELD_INTEGER || field->kind == FIELD_NUMBER)
        return FALSE;
    g_autofree char *line = source_line(reader->source, node->line);
    return strspn(line, " ") == node->column - 1;
}

static gboolean refuse_tight_item(const FieldReader *reader, const YamlNode *node)
{
    g_autofree char *line = source_line(reader->source, node->line);
    g_autofree char *hint = g_strdup_printf(_("write - %s"), g_strstrip(line) + 1);

    return field_refuse(reader, node, hint, "%s", _("a space is missing behind the '-'"));
}

static gboolean list_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    const gboolean listed = node->kind == YAML_LIST;
    const guint count = listed ? node->count : 1;
    const YamlNode *at = listed ? node + 1 : node;
    g_autoptr(GPtrArray) words = count == 1 ? words_split(field, at) : NULL;
    Value *items = arena_new0(reader->arena, Value, count);
    gboolean good = TRUE;
    guint kept = 0;

    if (!listed && is_tight_item(reader, field, node))
        return refuse_tight_item(reader, node);
    if (words)
        return words_read(reader, field, words, at, value);
    for (guint i = 0; i < count; i++, at = yaml_next(at)) {
        good = item_read(reader, field, at, &items[kept]) && good;
        kept += items[kept].kind != VALUE_NONE; /* the good parts of a record stay */
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
           (value->kind == VALUE_TEXT && space_only(value->text));
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

/* What a key says: `first`, one for each field, gets the key that names it. Returns the field that was
 * probably meant by a name that is none, or -1. */
static int key_read(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *key,
                    const YamlNode **first, Value *values)
{
    const int at = field_by_key(fields, n_fields, key->text);

    if (at < 0)
        return field_key_refuse(reader, fields, n_fields, key);
    if (first[at]) {
        report_again(reader, &fields[at], first[at], key);
        return -1;
    }
    first[at] = key;
    known_read(reader, &fields[at], key + 1, &values[at]);
    return -1;
}

void fields_read(const FieldReader *reader, const Field *fields, guint n_fields, const YamlNode *map,
                 Place missing, Value *values)
{
    g_autofree const YamlNode **first = g_new0(const YamlNode *, n_fields);
    g_autofree gboolean *misspelt = g_new0(gboolean, n_fields);
    const YamlNode *key = map + 1;

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1)) {
        const int meant = key_read(reader, fields, n_fields, key, first, values);
        if (meant >= 0)
            misspelt[meant] = TRUE;
    }
    for (guint i = 0; i < n_fields; i++) {
        if (values[i].kind != VALUE_NONE)
            continue;
        if (fields[i].required && !first[i] && !misspelt[i])
            report_missing(reader, &fields[i], missing);
        values[i] = field_default(&fields[i]);
    }
}

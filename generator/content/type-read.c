/* SPDX-License-Identifier: MIT */
#include "content/type-read.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* In the order of FieldKind. */
static const Choice kinds[] = {
    {.name = "any"},     {.name = "text"},   {.name = "slug"},    {.name = "path"},      {.name = "url"},
    {.name = "integer"}, {.name = "number"}, {.name = "boolean"}, {.name = "date"},      {.name = "year"},
    {.name = "period"},  {.name = "choice"}, {.name = "file"},    {.name = "reference"}, {.name = "record"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == FIELD_RECORD + 1);

enum {
    META_KIND,
    META_LIST,
    META_REQUIRED,
    META_DEFAULT,
    META_LABEL,
    META_HELP,
    META_EXAMPLE,
    META_VALUES,
    META_TO,
    META_OR,
    META_FIELDS,
    N_META
};

/* The description of a field, described as fields. */
static const Field meta[N_META] = {
    [META_KIND] = {.name = "kind", .kind = FIELD_CHOICE, .choices = kinds, .n_choices = G_N_ELEMENTS(kinds)},
    [META_LIST] = {.name = "list", .kind = FIELD_BOOLEAN},
    [META_REQUIRED] = {.name = "required", .kind = FIELD_BOOLEAN},
    [META_DEFAULT] = {.name = "default", .kind = FIELD_TEXT},
    [META_LABEL] = {.name = "label", .kind = FIELD_ANY},
    [META_HELP] = {.name = "help", .kind = FIELD_ANY},
    [META_EXAMPLE] = {.name = "example", .kind = FIELD_ANY},
    [META_VALUES] = {.name = "values", .kind = FIELD_ANY},
    [META_TO] = {.name = "to", .kind = FIELD_TEXT, .list = TRUE},
    [META_OR] = {.name = "or", .kind = FIELD_TEXT, .list = TRUE},
    [META_FIELDS] = {.name = "fields", .kind = FIELD_ANY},
};

/* What the template API says of every entry, beside its fields (DESIGN, "Templates"). */
static const char *const reserved[] = {"backlinks",     "content",  "day",   "days_left", "entries",
                                       "expired",       "folder",   "id",    "last_day",  "next",
                                       "outline",       "output",   "pager", "path",      "posting_from",
                                       "posting_until", "previous", "term",  "tombstone", "type",
                                       "url",           "value",    NULL};

/* Words of Lua (manual, 3.1): page.end would not compile. */
static const char *const lua_words[] = {
    "and",   "break", "do",  "else", "elseif", "end",    "false", "for",  "function", "goto",  "if", "in",
    "local", "nil",   "not", "or",   "repeat", "return", "then",  "true", "until",    "while", NULL,
};

static void G_GNUC_PRINTF(4, 5)
    report(const FieldReader *reader, const YamlNode *node, const char *hint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diagnostics_error(reader->diagnostics, yaml_place(reader->source, node), hint, "%s", message);
}

Labels type_read_labels(const FieldReader *reader, const YamlNode *node)
{
    const guint count = node->kind == YAML_MAP ? node->count : 1;
    Label *items = arena_new0(reader->arena, Label, count);
    const YamlNode *key = node + 1;

    if (node->kind == YAML_LIST) {
        report(reader, node, _("write for example: { en: Photographer, zh-Hans: 摄影 }"), "%s",
               _("a label is a text, or texts by language"));
        return (Labels){0};
    }
    if (node->kind == YAML_SCALAR) {
        items[0] = (Label){"und", node->text};
        return (Labels){items, 1};
    }
    for (guint i = 0; i < count; i++, key = yaml_next(key + 1))
        items[i] = (Label){key->text, key[1].kind == YAML_SCALAR ? key[1].text : ""};
    return (Labels){items, count};
}

/* A map from names to labels, or a list of names. */
static void choices_read(const FieldReader *reader, const YamlNode *node, Field *field)
{
    Choice *choices = arena_new0(reader->arena, Choice, node->count);
    const YamlNode *at = node + 1;

    if (node->kind == YAML_SCALAR) {
        report(reader, node, _("write for example: values: [small, large]"), "%s",
               _("the values of a choice are a list of names, or labels by name"));
        return;
    }
    for (guint i = 0; i < node->count; i++, at = yaml_next(node->kind == YAML_MAP ? at + 1 : at)) {
        if (at->kind != YAML_SCALAR || at->length == 0) {
            report(reader, at, NULL, "%s", _("a value of a choice must be a text"));
            continue;
        }
        Choice *choice = &choices[field->n_choices++];
        choice->name = at->text;
        if (node->kind == YAML_MAP)
            choice->labels = type_read_labels(reader, at + 1);
    }
    field->choices = choices;
}

static const char *const *texts_of(const FieldReader *reader, const Value *value)
{
    if (value->kind != VALUE_LIST)
        return NULL;
    const char **texts = arena_new0(reader->arena, const char *, value->list.count + 1);
    for (guint i = 0; i < value->list.count; i++)
        texts[i] = value->list.items[i].text;
    return texts;
}

static void nested_read(const FieldList *list, const YamlNode *node, Field *field)
{
    FieldList nested = {.reader = list->reader, .fields = g_array_new(FALSE, TRUE, sizeof(Field))};

    if (node->kind == YAML_MAP)
        type_read_fields(&nested, node);
    else
        report(&list->reader, node, _("write for example: fields: { note: { kind: text } }"), "%s",
               _("the fields of a record are written by name"));
    Field *fields = arena_new0(list->reader.arena, Field, nested.fields->len);
    if (nested.fields->len)
        memcpy(fields, nested.fields->data, nested.fields->len * sizeof(Field));
    field->fields = fields;
    field->n_fields = nested.fields->len;
    g_array_unref(nested.fields);
}

/* A default is checked as if an author had written it. */
static void default_check(const FieldReader *reader, const YamlNode *map, const Field *field)
{
    const YamlNode *node = yaml_get(map, "default");
    Value value;

    if (!field->fallback || !node)
        return;
    if (field->list || field->kind == FIELD_RECORD || field->kind == FIELD_DATE ||
        field->kind == FIELD_FILE || field->kind == FIELD_REFERENCE || field->kind == FIELD_ANY)
        report(reader, node, _("remove this line"), _("a field of this kind cannot have a default: '%s'"),
               field->name);
    else
        field_read(reader, field, node, &value);
}

/* What belongs to a kind must be there, and only there. */
static void shape_check(const FieldReader *reader, const YamlNode *key, const Field *field)
{
    if (field->kind == FIELD_CHOICE && field->n_choices == 0)
        report(reader, key, _("add a line such as: values: [small, large]"),
               _("the choice '%s' has no values"), field->name);
    if (field->kind != FIELD_CHOICE && field->n_choices > 0)
        report(reader, key, _("add: kind: choice"), _("'%s' has values, but is no choice"), field->name);
    if (field->kind == FIELD_RECORD && field->n_fields == 0)
        report(reader, key, _("add a line such as: fields: { note: { kind: text } }"),
               _("the record '%s' has no fields"), field->name);
    if (field->kind != FIELD_RECORD && field->n_fields > 0)
        report(reader, key, _("add: kind: record"), _("'%s' has fields, but is no record"), field->name);
}

static void detail_read(const FieldList *list, const YamlNode *map, const Value *values, Field *field)
{
    const FieldReader *reader = &list->reader;
    const YamlNode *node;

    if ((node = yaml_get(map, "label")))
        field->labels = type_read_labels(reader, node);
    if ((node = yaml_get(map, "help")))
        field->help = type_read_labels(reader, node);
    if ((node = yaml_get(map, "example")))
        field->example = type_read_labels(reader, node);
    if ((node = yaml_get(map, "values")))
        choices_read(reader, node, field);
    if ((node = yaml_get(map, "fields")))
        nested_read(list, node, field);
    if (values[META_REQUIRED].kind == VALUE_BOOLEAN)
        field->required = values[META_REQUIRED].boolean;
    if (values[META_DEFAULT].kind == VALUE_TEXT)
        field->fallback = values[META_DEFAULT].text;
}

static FieldKind kind_of(const Value *values, FieldKind otherwise)
{
    for (guint i = 0; values[META_KIND].kind == VALUE_TEXT && i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, values[META_KIND].text) == 0)
            return (FieldKind)i;
    return otherwise;
}

static void field_define(FieldList *list, const YamlNode *key, const Value *values)
{
    Field field = {.name = key->text, .kind = kind_of(values, FIELD_TEXT)};

    field.list = values[META_LIST].kind == VALUE_BOOLEAN && values[META_LIST].boolean;
    field.targets = texts_of(&list->reader, &values[META_TO]);
    field.words = texts_of(&list->reader, &values[META_OR]);
    detail_read(list, key + 1, values, &field);
    shape_check(&list->reader, key, &field);
    default_check(&list->reader, key + 1, &field);
    g_array_append_val(list->fields, field);
}

/* Code relies on the form of a field that is there already, so that stays. */
static void field_redefine(FieldList *list, const YamlNode *key, const Value *values, Field *field)
{
    const FieldKind kind = kind_of(values, field->kind);
    const gboolean listed = values[META_LIST].kind == VALUE_BOOLEAN ? values[META_LIST].boolean : field->list;

    if (kind != field->kind || listed != field->list || yaml_get(key + 1, "values") ||
        yaml_get(key + 1, "fields") || yaml_get(key + 1, "to") || yaml_get(key + 1, "or")) {
        report(&list->reader, key,
               _("only required, default, label, help and example can change; or use another name"),
               _("the field '%s' exists already, and its form cannot change"), key->text);
        return;
    }
    detail_read(list, key + 1, values, field);
    default_check(&list->reader, key + 1, field);
}

static gboolean field_name_check(const FieldList *list, const YamlNode *key, const Value *values)
{
    const char *name = key->text;

    if (!*name || strspn(name, LOWER DIGITS "_") != strlen(name) || g_ascii_isdigit(*name)) {
        report(&list->reader, key, _("put Chinese names into the label: label: { zh-Hans: … }"),
               _("a field's name is made of a to z, digits and '_', not '%s'"), name);
        return FALSE;
    }
    if (!list->own)
        return TRUE;
    if ((!list->data && g_strv_contains(reserved, name)) || g_strv_contains(lua_words, name)) {
        g_autofree char *hint = g_strdup_printf(_("choose another name, such as 'own_%s'"), name);
        report(&list->reader, key, hint, _("the name '%s' is reserved for templates"), name);
        return FALSE;
    }
    if (!list->data && strcmp(name, "year") == 0 && kind_of(values, FIELD_TEXT) != FIELD_YEAR) {
        report(&list->reader, key, _("write: year: { kind: year }"),
               _("the field '%s' must be of the kind 'year'"), name);
        return FALSE;
    }
    return TRUE;
}

static Field *field_of(const GArray *fields, const char *name)
{
    for (guint i = 0; i < fields->len; i++)
        if (strcmp(g_array_index(fields, Field, i).name, name) == 0)
            return &g_array_index(fields, Field, i);
    return NULL;
}

static void field_add(FieldList *list, const YamlNode *key)
{
    const YamlNode *node = key + 1;
    Value values[N_META] = {0};

    if (node->kind != YAML_MAP) {
        g_autofree char *hint = g_strdup_printf(_("write for example: %s: { kind: text }"), key->text);
        report(&list->reader, key, hint, _("the field '%s' is not described"), key->text);
        return;
    }
    fields_read(&list->reader, meta, N_META, node, PLACE_NONE, values);
    Field *known = field_of(list->fields, key->text);
    if (known)
        field_redefine(list, key, values, known);
    else if (field_name_check(list, key, values))
        field_define(list, key, values);
}

void type_read_fields(FieldList *list, const YamlNode *map)
{
    const YamlNode *key = map + 1;

    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1))
        field_add(list, key);
}

gboolean type_read_name(const FieldReader *reader, const YamlNode *node)
{
    if (node->kind == YAML_SCALAR && g_ascii_islower(*node->text) &&
        strspn(node->text, LOWER DIGITS "_-") == node->length)
        return TRUE;
    report(reader, node, _("put Chinese names into the label: label: { zh-Hans: … }"),
           _("a name here is made of a to z, digits, '-' and '_', not '%s'"),
           node->kind == YAML_SCALAR ? node->text : "…");
    return FALSE;
}

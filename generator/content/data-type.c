/* SPDX-License-Identifier: MIT */
#include "content/data-type.h"

#include "content/core.h"
#include "content/field-key.h"
#include "content/type-load.h"
#include "text/suggest.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

struct DataTypes {
    Arena *arena; /* borrowed */
    GPtrArray *types;
    GPtrArray *names; /* with a NULL at the end */
    Field field;
};

/* The keys of a file that describes a type. */
enum { KEY_NAME, KEY_SHAPE, KEY_CHILDREN, KEY_KEY, KEY_UNIQUE, KEY_SUMS, KEY_LABEL, KEY_FIELDS, N_KEYS };

/* In the order of Shape. */
static const Choice shapes[] = {{.name = "list"}, {.name = "record"}, {.name = "tree"}};

static const Field children_keys[] = {
    {.name = "name", .kind = FIELD_TEXT, .required = TRUE},
    {.name = "label", .kind = FIELD_ANY},
};

static const Field keys[N_KEYS] = {
    [KEY_NAME] = {.name = "name", .kind = FIELD_TEXT, .required = TRUE},
    [KEY_SHAPE] = {.name = "shape",
                   .kind = FIELD_CHOICE,
                   .fallback = "list",
                   .choices = shapes,
                   .n_choices = G_N_ELEMENTS(shapes)},
    [KEY_CHILDREN] = {.name = "children",
                      .kind = FIELD_RECORD,
                      .fields = children_keys,
                      .n_fields = G_N_ELEMENTS(children_keys)},
    [KEY_KEY] = {.name = "key", .kind = FIELD_TEXT},
    [KEY_UNIQUE] = {.name = "unique", .kind = FIELD_BOOLEAN},
    [KEY_SUMS] = {.name = "sums", .kind = FIELD_TEXT, .list = TRUE},
    [KEY_LABEL] = {.name = "label", .kind = FIELD_ANY},
    [KEY_FIELDS] = {.name = "fields", .kind = FIELD_ANY, .required = TRUE},
};

/* The value of a key, however fields_read() has known it; NULL if it is not there. */
static const YamlNode *key_find(const YamlNode *top, guint key)
{
    const YamlNode *at = top + 1;

    for (guint i = 0; i < top->count; i++, at = yaml_next(at + 1))
        if (field_by_key(keys, N_KEYS, at->text) == (int)key)
            return at + 1;
    return NULL;
}

/* What templates are told of site.data follows the types. */
static void field_update(DataTypes *types)
{
    Field *fields = arena_new0(types->arena, Field, types->types->len);

    for (guint i = 0; i < types->types->len; i++) {
        Type *type = types->types->pdata[i];
        type->whole = (Field){.name = type->name,
                              .kind = FIELD_RECORD,
                              .list = type->shape != SHAPE_RECORD,
                              .labels = type->labels,
                              .fields = type->fields,
                              .n_fields = type->n_fields};
        fields[i] = type->whole;
    }
    types->field =
        (Field){.name = "data", .kind = FIELD_ANY, .fields = fields, .n_fields = types->types->len};
}

static int type_compare(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const Type *const *)a)->name, (*(const Type *const *)b)->name);
}

static void type_add(DataTypes *types, Type *type)
{
    g_ptr_array_add(types->types, type);
    g_ptr_array_sort(types->types, type_compare);
    g_ptr_array_set_size(types->names, 0);
    for (guint i = 0; i < types->types->len; i++)
        g_ptr_array_add(types->names, (gpointer)((const Type *)types->types->pdata[i])->name);
    g_ptr_array_add(types->names, NULL);
    field_update(types);
}

static gboolean name_is_free(const DataTypes *types, const FieldReader *reader, const YamlNode *name)
{
    if (!type_read_name(reader, name))
        return FALSE;
    if (!data_types_find(types, name->text))
        return TRUE;
    return field_refuse(reader, name,
                        _("choose another name; to add fields to a type, use 'fields' in broadside.yaml"),
                        _("there is a type '%s' already"), name->text);
}

/* `name` must be a field of a kind that can be compared, or (sums) added. */
static gboolean field_check(const FieldReader *reader, const YamlNode *node, const Type *type,
                            const char *name, gboolean number)
{
    const int index = type_field(type, name);

    if (index < 0) {
        g_autofree char *hint = suggest_hint_key(name, type->by_name);
        return field_refuse(reader, node, hint, _("there is no field '%s'"), name);
    }
    const Field *field = &type->fields[index];
    const gboolean good = number ? field->kind == FIELD_INTEGER || field->kind == FIELD_NUMBER
                                 : field->kind == FIELD_TEXT || field->kind == FIELD_YEAR;
    if (good && !field->list)
        return TRUE;
    return field_refuse(reader, node, NULL,
                        number ? _("'%s' is no number that could be added up")
                               : _("'%s' is no text or year that could tell one record from another"),
                        name);
}

static void key_read(const FieldReader *reader, const YamlNode *top, const Value *values, Type *type)
{
    const Value *sums = &values[KEY_SUMS];

    if (values[KEY_KEY].kind == VALUE_TEXT &&
        field_check(reader, key_find(top, KEY_KEY), type, values[KEY_KEY].text, FALSE))
        type->key = values[KEY_KEY].text;
    type->unique = type->key && values[KEY_UNIQUE].kind == VALUE_BOOLEAN && values[KEY_UNIQUE].boolean;
    if (sums->kind != VALUE_LIST)
        return;
    const char **names = arena_new0(reader->arena, const char *, sums->list.count + 1);
    for (guint i = 0, kept = 0; i < sums->list.count; i++)
        if (field_check(reader, key_find(top, KEY_SUMS), type, sums->list.items[i].text, TRUE))
            names[kept++] = sums->list.items[i].text;
    type->sums = names;
}

/* What lies below a record is called as no field is. */
static gboolean children_check(const FieldReader *reader, const YamlNode *top, const Value *values,
                               const Type *type)
{
    const Value *name = value_get(&values[KEY_CHILDREN], "name");
    const char *text = name ? name->text : "children";
    const YamlNode *node =
        key_find(top, KEY_CHILDREN) ? key_find(top, KEY_CHILDREN) : key_find(top, KEY_NAME);

    if (type->shape != SHAPE_TREE || type_field(type, text) < 0)
        return TRUE;
    return field_refuse(reader, node, _("write for example: children: { name: parts }"),
                        _("'%s' is a field, and cannot be what lies below a record besides"), text);
}

/* The field of a tree that leads further down comes after the others. */
static void children_add(const FieldReader *reader, const YamlNode *top, const Value *values, Type *type)
{
    const Value *name = value_get(&values[KEY_CHILDREN], "name");
    const YamlNode *node = key_find(top, KEY_CHILDREN);
    const YamlNode *label = node && node->kind == YAML_MAP ? yaml_get(node, "label") : NULL;
    Field *fields = arena_new0(reader->arena, Field, type->n_fields + 1);

    type->children = name ? name->text : "children";
    memcpy(fields, type->fields, type->n_fields * sizeof(Field));
    fields[type->n_fields] = (Field){.name = type->children, .kind = FIELD_RECORD, .list = TRUE};
    if (label)
        fields[type->n_fields].labels = type_read_labels(reader, label);
    const Type base = {.fields = fields, .n_fields = type->n_fields + 1};
    type_set_fields(type, (FieldList){.reader = *reader}, &base, NULL);
}

/* Where a file of a site lies is known of entries only. */
static void kinds_check(const FieldReader *reader, const YamlNode *map, const Type *type)
{
    for (guint i = 0; map && map->kind == YAML_MAP && i < type->n_fields; i++) {
        const YamlNode *node = yaml_get(map, type->fields[i].name);
        if (node && type->fields[i].kind == FIELD_FILE)
            field_refuse(reader, node, _("use the kind 'text', or refer to an entry that owns the file"),
                         _("the field '%s' of a data file cannot be of the kind 'file'"),
                         type->fields[i].name);
    }
}

void data_types_define(gpointer data, const FieldReader *reader, const YamlNode *top)
{
    DataTypes *types = data;
    const YamlNode *label = key_find(top, KEY_LABEL), *fields = key_find(top, KEY_FIELDS);
    Value values[N_KEYS] = {0};

    fields_read(reader, keys, N_KEYS, top, (Place){.source = reader->source, .line = 1}, values);
    if (values[KEY_NAME].kind != VALUE_TEXT || !name_is_free(types, reader, key_find(top, KEY_NAME)))
        return;
    if (!fields || fields->kind != YAML_MAP || fields->count == 0) {
        if (!fields || core_null(fields))
            return;
        field_refuse(reader, fields, _("write for example: fields: { note: { kind: text } }"),
                     _("the fields of a type are written by name"));
        return;
    }
    Type *type = g_new0(Type, 1);
    type->name = values[KEY_NAME].text;
    while (strcmp(shapes[type->shape].name, values[KEY_SHAPE].text) != 0)
        type->shape++;
    if (label)
        type->labels = type_read_labels(reader, label);
    type_set_fields(type, (FieldList){.reader = *reader, .own = TRUE, .data = TRUE}, NULL, fields);
    if (type->n_fields == 0 || !children_check(reader, top, values, type)) { /* all of it was refused */
        type_free(type);
        return;
    }
    if (type->shape == SHAPE_TREE)
        children_add(reader, top, values, type);
    kinds_check(reader, fields, type);
    key_read(reader, top, values, type);
    type_add(types, type);
}

void data_types_extend(DataTypes *types, Type *type, const FieldReader *reader, const YamlNode *map)
{
    type_set_fields(type, (FieldList){.reader = *reader, .own = TRUE, .data = TRUE}, type, map);
    kinds_check(reader, map, type);
    field_update(types);
}

DataTypes *data_types_new(Arena *arena)
{
    DataTypes *types = g_new0(DataTypes, 1);
    g_auto(GStrv) files =
        g_resources_enumerate_children("/broadside/types/data", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    types->arena = arena;
    types->types = g_ptr_array_new_with_free_func(type_free);
    types->names = g_ptr_array_new();
    g_ptr_array_add(types->names, NULL);
    for (char **file = files; file && *file; file++) {
        g_autofree char *path = g_strconcat("data/", *file, NULL);
        types_read_built_in(types, arena, path, data_types_define);
    }
    return types;
}

void data_types_free(DataTypes *types)
{
    if (!types)
        return;
    g_ptr_array_unref(types->types);
    g_ptr_array_unref(types->names);
    g_free(types);
}

const GPtrArray *data_types_all(const DataTypes *types)
{
    return types->types;
}

const Type *data_types_find(const DataTypes *types, const char *name)
{
    for (guint i = 0; i < types->types->len; i++) {
        const Type *type = types->types->pdata[i];
        if (strcmp(type->name, name) == 0)
            return type;
    }
    return NULL;
}

const char *const *data_types_names(const DataTypes *types)
{
    return (const char *const *)types->names->pdata;
}

const Field *data_types_field(const DataTypes *types)
{
    return &types->field;
}

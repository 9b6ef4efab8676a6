/* SPDX-License-Identifier: MIT */
#include "content/data-type.h"
#include "content/type-load.h"
#include "content/value.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const built_in[] = {"common", "site",  "news",   "model", "commitment", "honour",
                                       "notice", "event", "report", "page",  NULL};

/* What `site` has in templates beside the configuration: a folder cannot bear these names. */
static const char *const site_names[] = {"data", "entries", "terms", "today", "years", NULL};

static const char *const named_fields[N_NAMED] = {
    [NAMED_ACCEPT] = "accept", [NAMED_CLOSED] = "closed", [NAMED_DUE] = "due",
    [NAMED_EVENT] = "event",   [NAMED_KIND] = "kind",     [NAMED_POSTING] = "posting",
    [NAMED_STATUS] = "status",
};

struct Types {
    Arena *arena; /* borrowed */
    GPtrArray *types;
    Type *common; /* owned, as is site */
    Type *site;
    DataTypes *data;
    GPtrArray *names; /* with a NULL at the end */
    GPtrArray *folders;
};

void type_free(gpointer data)
{
    Type *type = data;

    if (type->by_name)
        g_hash_table_unref(type->by_name);
    g_free(type);
}

/* The fields of `base`, for more to be added. */
static GArray *fields_copy(const Type *base)
{
    GArray *fields = g_array_new(FALSE, TRUE, sizeof(Field));

    if (base && base->n_fields)
        g_array_append_vals(fields, base->fields, base->n_fields);
    return fields;
}

/* What lies below a record of a tree is described as the record itself is. */
static void tree_close(Type *type, Field *fields)
{
    for (guint i = 0; i < type->n_fields; i++)
        if (strcmp(fields[i].name, type->children) == 0) {
            fields[i].fields = fields;
            fields[i].n_fields = type->n_fields;
        }
}

static gboolean field_holds(const Field *field, FieldKind kind)
{
    if (field->kind == kind)
        return TRUE;
    for (guint i = 0; i < field->n_fields; i++)
        if (field_holds(&field->fields[i], kind))
            return TRUE;
    return FALSE;
}

static const guint *fields_holding(const Type *type, FieldKind kind, Arena *arena, guint *count)
{
    guint *places = arena_new0(arena, guint, type->n_fields);

    *count = 0;
    for (guint i = 0; i < type->n_fields; i++)
        if (field_holds(&type->fields[i], kind))
            places[(*count)++] = i;
    return places;
}

void type_set_fields(Type *type, FieldList list, const Type *base, const YamlNode *map)
{
    g_autoptr(GArray) gathered = list.fields = fields_copy(base);

    if (map && map->kind == YAML_MAP)
        type_read_fields(&list, map);
    Field *fields = arena_new0(list.reader.arena, Field, gathered->len);
    if (gathered->len)
        memcpy(fields, gathered->data, gathered->len * sizeof(Field));
    type->fields = fields;
    type->n_fields = gathered->len;
    if (type->by_name)
        g_hash_table_remove_all(type->by_name);
    else
        type->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < type->n_fields; i++)
        g_hash_table_insert(type->by_name, (gpointer)fields[i].name, GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < N_NAMED; i++)
        type->named[i] = type_field(type, named_fields[i]);
    if (type->children) {
        tree_close(type, fields);
        return;
    }
    type->files = fields_holding(type, FIELD_FILE, list.reader.arena, &type->n_files);
    type->references = fields_holding(type, FIELD_REFERENCE, list.reader.arena, &type->n_references);
}

static void type_add(Types *types, Type *type)
{
    type->number = types->types->len;
    g_ptr_array_add(types->types, type);
    g_ptr_array_insert(types->names, (int)types->names->len - 1, (gpointer)type->name);
    g_ptr_array_insert(types->folders, (int)types->folders->len - 1, (gpointer)type->folder);
}

static Type *type_read(const FieldReader *reader, const YamlNode *top, const char *name, const Type *base)
{
    const YamlNode *label = yaml_get(top, "label"), *folder = yaml_get(top, "folder");
    Type *type = g_new0(Type, 1);

    type->name = name;
    type->folder = folder ? folder->text : NULL;
    if (label)
        type->labels = type_read_labels(reader, label);
    type->n_common = base ? base->n_fields : 0;
    type_set_fields(type, (FieldList){.reader = *reader}, base, yaml_get(top, "fields"));
    return type;
}

/* The one without a name is what all types have in common. */
static void built_in_take(gpointer data, const FieldReader *reader, const YamlNode *top)
{
    Types *types = data;
    const YamlNode *name = yaml_get(top, "name");

    if (!name)
        types->common = type_read(reader, top, "common", NULL);
    else if (yaml_get(top, "folder"))
        type_add(types, type_read(reader, top, name->text, types->common));
    else
        types->site = type_read(reader, top, name->text, NULL);
}

static void single_take(gpointer data, const FieldReader *reader, const YamlNode *top)
{
    *(Type **)data = type_read(reader, top, yaml_get(top, "name")->text, NULL);
}

Type *type_load_built_in(const char *name, Arena *arena)
{
    g_autofree char *path = g_strconcat(name, ".yaml", NULL);
    Type *type = NULL;

    types_read_built_in(&type, arena, path, single_take);
    return type;
}

static void common_check(const Type *common)
{
    static const char *const names[N_COMMON_NAMED] = {
        [COMMON_TITLE] = "title",     [COMMON_DATE] = "date",       [COMMON_SLUG] = "slug",
        [COMMON_SUMMARY] = "summary", [COMMON_TAGS] = "tags",       [COMMON_COVER] = "cover",
        [COMMON_ALT] = "alt",         [COMMON_FOCUS] = "focus",     [COMMON_DRAFT] = "draft",
        [COMMON_PUBLISH] = "publish", [COMMON_EXPIRES] = "expires", [COMMON_AFTER] = "after",
        [COMMON_PINNED] = "pinned",   [COMMON_ALIASES] = "aliases", [COMMON_ATTACHMENTS] = "attachments",
    };

    for (guint i = 0; i < N_COMMON_NAMED; i++)
        g_assert(type_field(common, names[i]) == (int)i);
}

static Types *types_new(Arena *arena)
{
    Types *types = g_new0(Types, 1);

    types->arena = arena;
    types->types = g_ptr_array_new_with_free_func(type_free);
    types->names = g_ptr_array_new();
    types->folders = g_ptr_array_new();
    g_ptr_array_add(types->names, NULL);
    g_ptr_array_add(types->folders, NULL);
    types->data = data_types_new(arena);
    for (const char *const *name = built_in; *name; name++) {
        g_autofree char *path = g_strconcat(*name, ".yaml", NULL);
        types_read_built_in(types, arena, path, built_in_take);
    }
    common_check(types->common);
    return types;
}

/* The keys of a type file of the site's own. */
enum { OWN_NAME, OWN_FOLDER, OWN_LABEL, OWN_FIELDS, N_OWN };

static const Field own_keys[N_OWN] = {
    [OWN_NAME] = {.name = "name", .kind = FIELD_TEXT, .required = TRUE},
    [OWN_FOLDER] = {.name = "folder", .kind = FIELD_TEXT, .required = TRUE},
    [OWN_LABEL] = {.name = "label", .kind = FIELD_ANY},
    [OWN_FIELDS] = {.name = "fields", .kind = FIELD_ANY},
};

/* FALSE after a diagnostic: the name or folder is somebody else's. */
static gboolean own_is_free(const Types *types, const FieldReader *reader, const YamlNode *name,
                            const YamlNode *folder)
{
    if (!type_read_name(reader, name) || !type_read_name(reader, folder))
        return FALSE;
    if (types_by_name(types, name->text)) {
        diagnostics_error(reader->diagnostics, yaml_place(reader->source, name),
                          _("choose another name; to add fields to a type, use 'fields' in broadside.yaml"),
                          _("there is a type '%s' already"), name->text);
        return FALSE;
    }
    if (types_by_folder(types, folder->text)) {
        diagnostics_error(reader->diagnostics, yaml_place(reader->source, folder), _("choose another folder"),
                          _("the folder '%s' belongs to another type already"), folder->text);
        return FALSE;
    }
    if (type_field(types->site, folder->text) >= 0 || g_strv_contains(site_names, folder->text)) {
        diagnostics_error(reader->diagnostics, yaml_place(reader->source, folder), _("choose another folder"),
                          _("the folder name '%s' is reserved for templates"), folder->text);
        return FALSE;
    }
    return TRUE;
}

static void own_define(gpointer data, const FieldReader *reader, const YamlNode *top)
{
    Types *types = data;
    const YamlNode *label = yaml_get(top, "label"), *fields = yaml_get(top, "fields");
    Value values[N_OWN] = {0};

    fields_read(reader, own_keys, N_OWN, top, (Place){.source = reader->source, .line = 1}, values);
    if (values[OWN_NAME].kind != VALUE_TEXT || values[OWN_FOLDER].kind != VALUE_TEXT ||
        !own_is_free(types, reader, yaml_get(top, "name"), yaml_get(top, "folder")))
        return;
    if (fields && fields->kind != YAML_MAP && values[OWN_FIELDS].kind != VALUE_NONE) {
        diagnostics_error(reader->diagnostics, yaml_place(reader->source, fields),
                          _("write for example: fields: { note: { kind: text } }"),
                          _("the fields of a type are written by name"));
        return;
    }
    Type *type = g_new0(Type, 1);
    type->name = values[OWN_NAME].text;
    type->folder = values[OWN_FOLDER].text;
    if (label)
        type->labels = type_read_labels(reader, label);
    type->n_common = types->common->n_fields;
    type_set_fields(type, (FieldList){.reader = *reader, .own = TRUE}, types->common, fields);
    type_add(types, type);
}

Types *types_load(const char *root, Arena *arena, Diagnostics *diagnostics, GError **error)
{
    g_autoptr(Types) types = types_new(arena);

    if (root &&
        (!types_read_folder(types, root, "types", arena, diagnostics, own_define, error) ||
         !types_read_folder(types->data, root, "types/data", arena, diagnostics, data_types_define, error)))
        return NULL;
    return g_steal_pointer(&types);
}

/* "did you mean 'news'?", among the types of entries and of data files; or all types of entries. */
static char *hint_type(const Types *types, const char *name)
{
    const Choice *kind;
    const Type *meant = types_by_word(types, name, &kind);
    char *hint = meant ? g_strdup_printf(_("did you mean '%s'?"), meant->name)
                       : suggest_hint(name, types_names(types));

    if (!hint)
        hint = suggest_hint(name, types_data_names(types));
    if (hint)
        return hint;
    g_autofree char *all = strings_list(types_names(types));
    return g_strdup_printf(_("possible: %s"), all);
}

static void type_extend(Types *types, const FieldReader *reader, const YamlNode *key)
{
    Type *type = (Type *)types_by_name(types, key->text);
    const gboolean data = type == NULL;

    if (data)
        type = (Type *)types_data_by_name(types, key->text);
    if (!type) {
        g_autofree char *hint = hint_type(types, key->text);
        diagnostics_error(reader->diagnostics, yaml_place(reader->source, key), hint,
                          _("there is no type '%s'"), key->text);
    } else if (key[1].kind != YAML_MAP) {
        diagnostics_error(reader->diagnostics, yaml_place(reader->source, key),
                          _("write for example: news: { photographer: { kind: text } }"),
                          _("the fields of '%s' are written by name"), key->text);
    } else if (data) {
        data_types_extend(types->data, type, reader, key + 1);
    } else {
        type_set_fields(type, (FieldList){.reader = *reader, .own = TRUE}, type, key + 1);
    }
}

void types_add_fields(Types *types, const YamlNode *map, const Source *source, Diagnostics *diagnostics)
{
    const FieldReader reader = {.source = source, .arena = types->arena, .diagnostics = diagnostics};
    const YamlNode *key = map + 1;

    if (map->kind != YAML_MAP) {
        diagnostics_error(diagnostics, yaml_place(source, map),
                          _("write for example: fields: { news: { photographer: { kind: text } } }"),
                          _("the site's own fields are written by type"));
        return;
    }
    for (guint i = 0; i < map->count; i++, key = yaml_next(key + 1))
        type_extend(types, &reader, key);
}

void types_free(Types *types)
{
    if (!types)
        return;
    g_ptr_array_unref(types->types);
    g_ptr_array_unref(types->names);
    g_ptr_array_unref(types->folders);
    type_free(types->common);
    type_free(types->site);
    data_types_free(types->data);
    g_free(types);
}

guint types_count(const Types *types)
{
    return types->types->len;
}

const Type *types_at(const Types *types, guint index)
{
    return types->types->pdata[index];
}

const Type *types_by_name(const Types *types, const char *name)
{
    for (guint i = 0; i < types->types->len; i++)
        if (strcmp(types_at(types, i)->name, name) == 0)
            return types_at(types, i);
    return NULL;
}

const Type *types_by_folder(const Types *types, const char *folder)
{
    for (guint i = 0; i < types->types->len; i++)
        if (strcmp(types_at(types, i)->folder, folder) == 0)
            return types_at(types, i);
    return NULL;
}

const Type *types_site(const Types *types)
{
    return types->site;
}

guint types_data_count(const Types *types)
{
    return data_types_all(types->data)->len;
}

const Type *types_data(const Types *types, guint index)
{
    return data_types_all(types->data)->pdata[index];
}

const Type *types_data_by_name(const Types *types, const char *name)
{
    return data_types_find(types->data, name);
}

const char *const *types_data_names(const Types *types)
{
    return data_types_names(types->data);
}

const Field *types_data_field(const Types *types)
{
    return data_types_field(types->data);
}

const char *const *types_folders(const Types *types)
{
    return (const char *const *)types->folders->pdata;
}

const char *const *types_names(const Types *types)
{
    return (const char *const *)types->names->pdata;
}

int type_field(const Type *type, const char *name)
{
    return (int)GPOINTER_TO_UINT(g_hash_table_lookup(type->by_name, name)) - 1;
}

/* By the label of the type: 公告; or of one of its kinds: 公示. */
static gboolean is_labelled(const Type *type, const char *word, const Choice **kind)
{
    const int index = type_field(type, "kind");
    const Field *field = index < 0 ? NULL : &type->fields[index];

    *kind = NULL;
    if (labels_contain(type->labels, word))
        return TRUE;
    for (guint i = 0; field && !*kind && i < field->n_choices; i++)
        if (labels_contain(field->choices[i].labels, word))
            *kind = &field->choices[i];
    return *kind != NULL;
}

const Type *types_by_word(const Types *types, const char *word, const Choice **kind)
{
    g_autofree char *bare = g_strndup(word, strlen(word) - (g_str_has_suffix(word, "/") ? 1 : 0));
    const Type *type = types_by_name(types, bare);

    *kind = NULL;
    if (!type)
        type = types_by_folder(types, bare);
    for (guint i = 0; !type && i < types_count(types); i++)
        if (is_labelled(types_at(types, i), bare, kind))
            type = types_at(types, i);
    return type;
}

static const char *label_find(Labels labels, const char *language, gsize length)
{
    for (guint i = 0; i < labels.count; i++)
        if (strlen(labels.items[i].language) == length &&
            g_ascii_strncasecmp(labels.items[i].language, language, length) == 0)
            return labels.items[i].text;
    return NULL;
}

const char *labels_get(Labels labels, const char *language)
{
    const char *text = label_find(labels, language, strlen(language));

    if (!text)
        text = label_find(labels, language, strcspn(language, "-_"));
    if (!text && labels.count > 0)
        text = labels.items[0].text;
    return text;
}

gboolean labels_contain(Labels labels, const char *text)
{
    const gsize length = strlen(text);

    for (guint i = 0; length > 0 && i < labels.count; i++) {
        const char *label = labels.items[i].text;
        if (!g_str_has_prefix(label, text))
            continue;
        if (!label[length] || g_str_has_prefix(label + length, "（") ||
            g_str_has_prefix(label + length, " ("))
            return TRUE;
    }
    return FALSE;
}

const char *choice_label(const Field *field, const char *value, const char *language)
{
    for (guint i = 0; i < field->n_choices; i++) {
        if (strcmp(field->choices[i].name, value) != 0)
            continue;
        const char *label = labels_get(field->choices[i].labels, language);
        return label ? label : value;
    }
    return NULL;
}

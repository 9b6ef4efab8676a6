/* SPDX-License-Identifier: MIT */
#include "content/config-archive.h"

#include "content/core.h"
#include "content/field-key.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

#define CODE_MAX 16

gboolean config_is_code(const char *text)
{
    const gsize length = strspn(text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
    return length > 0 && length <= CODE_MAX && text[length] == '\0';
}

static Value *member_of(Value *record, const char *name)
{
    return (Value *)value_get(record, name);
}

/* A map, which may be empty. */
static gboolean map_check(const FieldReader *reader, const YamlNode *node, const char *hint, const char *name)
{
    return node->kind == YAML_MAP ||
           field_refuse(reader, node, hint, _("'%s' takes lines of a name and a value"), name);
}

static gboolean department_read(const FieldReader *reader, const YamlNode *key, Member *member)
{
    static const Field name = {.name = "departments", .kind = FIELD_TEXT};
    const YamlNode *value = key + 1;

    if (!config_is_code(key->text)) {
        const gboolean swapped = value->kind == YAML_SCALAR && config_is_code(value->text);
        g_autofree char *hint =
            g_strdup_printf(_("write the code first: { %s: %s }"), swapped ? value->text : "JWH", key->text);
        return field_refuse(reader, key, hint, _("'%s' is no code of a department: letters and digits"),
                            key->text);
    }
    member->name = key->text;
    return field_read(reader, &name, value, &member->value);
}

static gboolean departments_read(const FieldReader *reader, const YamlNode *node, Value *departments)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    const YamlNode *key = node + 1;

    if (!map_check(reader, node, _("write for example: departments: { BGS: 办公室, JWH: 居委会 }"),
                   "departments"))
        return FALSE;
    Member *members = arena_new0(reader->arena, Member, node->count);
    for (guint i = 0; i < node->count; i++, key = yaml_next(key + 1)) {
        if (!department_read(reader, key, &members[i]))
            return FALSE;
        if (members[i].value.kind != VALUE_TEXT)
            continue;
        if (!g_hash_table_add(names, (gpointer)members[i].value.text))
            return field_refuse(reader, key, _("remove one of them"), _("the department '%s' has two codes"),
                                members[i].value.text);
    }
    *departments = value_record(reader->arena, members, node->count);
    departments->line = node->line;
    departments->column = node->column;
    return TRUE;
}

static gboolean kind_has(const Type *type, const char *word)
{
    const int index = type_field(type, "kind");
    const Field *kind = index >= 0 ? &type->fields[index] : NULL;

    for (guint i = 0; kind && i < kind->n_choices; i++)
        if (strcmp(kind->choices[i].name, word) == 0 || labels_contain(kind->choices[i].labels, word))
            return TRUE;
    return FALSE;
}

/* Whether there are entries called so: by their type or kind. */
static gboolean is_known(const Types *types, const char *word)
{
    const Choice *kind;

    if (types_by_word(types, word, &kind))
        return TRUE;
    for (guint i = 0; i < types_count(types); i++)
        if (kind_has(types_at(types, i), word))
            return TRUE;
    return FALSE;
}

/* The choice that entries have for `archive: {retention}`. */
static const Field *retention_field(const Types *types)
{
    const Type *type = types_at(types, 0);
    const Field *archive = &type->fields[type_field(type, "archive")];

    return &archive->fields[field_by_key(archive->fields, archive->n_fields, "retention")];
}

static gboolean term_read(const FieldReader *reader, const Types *types, const YamlNode *key, Member *member)
{
    if (!is_known(types, key->text)) {
        g_autofree char *all = strings_list(types_folders(types));
        g_autofree char *hint =
            g_strdup_printf(_("possible: %s, and kinds of notices such as review or disclosure"), all);
        return field_refuse(reader, key, hint, _("there are no entries called '%s'"), key->text);
    }
    member->name = key->text;
    return field_read(reader, retention_field(types), key + 1, &member->value);
}

static gboolean terms_read(const FieldReader *reader, const Types *types, const YamlNode *node, Value *terms)
{
    const YamlNode *key = node + 1;

    if (!map_check(reader, node, _("write for example: terms: { events: D30, review: Y }"), "terms"))
        return FALSE;
    Member *members = arena_new0(reader->arena, Member, node->count);
    for (guint i = 0; i < node->count; i++, key = yaml_next(key + 1))
        if (!term_read(reader, types, key, &members[i]))
            return FALSE;
    *terms = value_record(reader->arena, members, node->count);
    terms->line = node->line;
    terms->column = node->column;
    return TRUE;
}

/* A code, or the name of one; what is neither would stand in numbers for ever. */
static gboolean department_check(const FieldReader *reader, const Value *archive)
{
    const Value *own = value_get(archive, "department"), *all = value_get(archive, "departments");

    if (!own || own->kind != VALUE_TEXT || !own->line || config_is_code(own->text))
        return TRUE;
    for (guint i = 0; all && all->kind == VALUE_RECORD && i < all->record.count; i++) {
        const Value *name = &all->record.members[i].value;
        if (name->kind == VALUE_TEXT && strcmp(name->text, own->text) == 0)
            return TRUE;
    }
    return field_refuse_text(reader, own, _("write its code, such as BGS, and its name below 'departments'"),
                             _("'%s' is no code of a department: letters and digits"));
}

static gboolean folder_check(const FieldReader *reader, const Value *archive)
{
    static const char *const taken[] = {"content", "data", "static", "theme", "themes", "types", NULL};
    const Value *folder = value_get(archive, "folder");

    if (!folder || folder->kind != VALUE_TEXT || !folder->line)
        return TRUE;
    g_autofree char *first = g_strndup(folder->text, strcspn(folder->text, "/"));
    if (*first != '.' && !g_strv_contains(taken, first))
        return TRUE;
    return field_refuse_text(reader, folder, _("write a folder of its own, such as archive"),
                             _("records cannot lie in '%s', which holds something else"));
}

static gboolean fonds_check(const FieldReader *reader, const Value *archive)
{
    const Value *fonds = value_get(archive, "fonds");

    return !fonds || fonds->kind != VALUE_TEXT || config_is_code(fonds->text) ||
           field_refuse_text(reader, fonds, _("write the number alone, in quotes, such as \"0194\""),
                             _("'%s' is no number of a fonds: letters and digits"));
}

gboolean config_read_archive(const FieldReader *reader, const Types *types, const YamlNode *node,
                             Value *archive)
{
    const Type *site = types_site(types);
    const Field *field = &site->fields[type_field(site, "archive")];
    const YamlNode *departments = fields_find(field->fields, field->n_fields, node, "departments");
    const YamlNode *terms = fields_find(field->fields, field->n_fields, node, "terms");
    gboolean good = fonds_check(reader, archive);

    if (departments && !core_null(departments))
        good = departments_read(reader, departments, member_of(archive, "departments")) && good;
    if (terms && !core_null(terms))
        good = terms_read(reader, types, terms, member_of(archive, "terms")) && good;
    return good && department_check(reader, archive) && folder_check(reader, archive);
}

/* SPDX-License-Identifier: MIT */
#include "content/config.h"

#include "content/config-archive.h"
#include "content/field-key.h"
#include "text/calendar.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean timezone_check(const FieldReader *reader, const Value *value)
{
    Date today;

    if (!date_today(value->text, &today))
        return field_refuse_text(reader, value, _("for China write Asia/Shanghai"),
                                 _("there is no time zone '%s'"));
    return TRUE;
}

static gboolean is_language(const char *text)
{
    const gsize first = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return first >= 2 && first <= 8 && (text[first] == '\0' || text[first] == '-') &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(text);
}

static gboolean language_check(const FieldReader *reader, const Value *value)
{
    if (!is_language(value->text))
        return field_refuse_text(reader, value, _("for Chinese write zh-Hans, for English en"),
                                 _("'%s' is not the sign of a language"));
    return TRUE;
}

static gboolean theme_check(const FieldReader *reader, const Value *value)
{
    if (strchr(value->text, '/') || path_refusal(value->text))
        return field_refuse_text(reader, value, _("write the name of a folder in themes/, such as bulletin"),
                                 _("'%s' is not the name of a theme"));
    return TRUE;
}

static gboolean base_url_check(const FieldReader *reader, const Value *value)
{
    if (strpbrk(value->text, "?#"))
        return field_refuse_text(reader, value, _("write the address of the first page up to its last '/'"),
                                 _("the site's address '%s' cannot hold '?' or '#'"));
    return TRUE;
}

static gboolean range_check(const FieldReader *reader, const Value *limits, const char *name, int least,
                            int most)
{
    const Value *value = value_get(limits, name);

    if (!value || (value->integer >= least && value->integer <= most))
        return TRUE;
    const Place place = {.source = reader->source, .line = value->line, .column = value->column};
    diagnostics_error(reader->diagnostics, place, NULL, _("'%s' must be from %d to %d"), name, least, most);
    return FALSE;
}

static gboolean limits_check(const FieldReader *reader, const Value *limits)
{
    const gboolean time = range_check(reader, limits, "time", 1, 3600);
    const gboolean memory = range_check(reader, limits, "memory", 16, 65536);
    return time && memory;
}

/* What the form of a field does not say. Keys that the author did not write have no line. */
static gboolean value_check(const FieldReader *reader, const char *name, const Value *value)
{
    static const struct {
        const char *name;
        ValueKind kind;
        gboolean (*check)(const FieldReader *reader, const Value *value);
    } checks[] = {
        {"timezone", VALUE_TEXT, timezone_check}, {"language", VALUE_TEXT, language_check},
        {"theme", VALUE_TEXT, theme_check},       {"base_url", VALUE_TEXT, base_url_check},
        {"limits", VALUE_RECORD, limits_check},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
        if (value->kind == checks[i].kind && value->line && strcmp(checks[i].name, name) == 0)
            return checks[i].check(reader, value);
    return TRUE;
}

/* The default of a key: of a record, those of its fields. */
static Value default_of(const FieldReader *reader, const Field *field)
{
    if (field->kind != FIELD_RECORD || field->list)
        return field_default(field);
    Member *members = arena_new0(reader->arena, Member, field->n_fields);
    for (guint i = 0; i < field->n_fields; i++)
        members[i] = (Member){field->fields[i].name, field_default(&field->fields[i])};
    return value_record(reader->arena, members, field->n_fields);
}

/* It needs the types, and says more than the form of its fields. */
static gboolean archive_check(const FieldReader *reader, const Types *types, const YamlNode *top,
                              Value *values)
{
    const Type *site = types_site(types);
    const int index = type_field(site, "archive");
    const YamlNode *node = top ? fields_find(site->fields, site->n_fields, top, "archive") : NULL;

    return !node || node->kind != YAML_MAP || values[index].kind != VALUE_RECORD ||
           config_read_archive(reader, types, node, &values[index]);
}

Value config_read(const FieldReader *reader, const Types *types, const YamlNode *top)
{
    const Type *site = types_site(types);
    g_autofree Value *values = g_new0(Value, site->n_fields);
    Member *members = arena_new0(reader->arena, Member, site->n_fields);

    if (top)
        fields_read(reader, site->fields, site->n_fields, top, (Place){.source = reader->source, .line = 1},
                    values);
    if (!archive_check(reader, types, top, values))
        values[type_field(site, "archive")] = (Value){0};
    for (guint i = 0; i < site->n_fields; i++) {
        if (values[i].kind == VALUE_NONE || !value_check(reader, site->fields[i].name, &values[i]))
            values[i] = default_of(reader, &site->fields[i]);
        members[i] = (Member){site->fields[i].name, values[i]};
    }
    return value_record(reader->arena, members, site->n_fields);
}

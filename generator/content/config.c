/* SPDX-License-Identifier: MIT */
#include "content/config.h"

#include "text/calendar.h"
#include "text/path.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean refuse(const FieldReader *reader, const Value *value, const char *hint, const char *message)
{
    const Place place = {.source = reader->source, .line = value->line, .column = value->column};
    diagnostics_error(reader->diagnostics, place, hint, message, value->text);
    return FALSE;
}

static gboolean timezone_check(const FieldReader *reader, const Value *value)
{
    Date today;

    if (!date_today(value->text, &today))
        return refuse(reader, value, _("for China write Asia/Shanghai"), _("there is no time zone '%s'"));
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
        return refuse(reader, value, _("for Chinese write zh-Hans, for English en"),
                      _("'%s' is not the sign of a language"));
    return TRUE;
}

static gboolean theme_check(const FieldReader *reader, const Value *value)
{
    if (strchr(value->text, '/') || path_refusal(value->text))
        return refuse(reader, value, _("write the name of a folder in themes/, such as bulletin"),
                      _("'%s' is not the name of a theme"));
    return TRUE;
}

static gboolean base_url_check(const FieldReader *reader, const Value *value)
{
    if (strpbrk(value->text, "?#"))
        return refuse(reader, value, _("write the address of the first page up to its last '/'"),
                      _("the site's address '%s' cannot hold '?' or '#'"));
    return TRUE;
}

/* What the form of a field does not say. Keys that the author did not write have no line. */
static gboolean value_check(const FieldReader *reader, const char *name, const Value *value)
{
    static const struct {
        const char *name;
        gboolean (*check)(const FieldReader *reader, const Value *value);
    } checks[] = {
        {"timezone", timezone_check},
        {"language", language_check},
        {"theme", theme_check},
        {"base_url", base_url_check},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
        if (value->kind == VALUE_TEXT && value->line && strcmp(checks[i].name, name) == 0)
            return checks[i].check(reader, value);
    return TRUE;
}

Value config_read(const FieldReader *reader, const Type *site, const YamlNode *top)
{
    g_autofree Value *values = g_new0(Value, site->n_fields);
    Member *members = arena_new0(reader->arena, Member, site->n_fields);

    if (top)
        fields_read(reader, site->fields, site->n_fields, top, (Place){.source = reader->source, .line = 1},
                    values);
    for (guint i = 0; i < site->n_fields; i++) {
        if (values[i].kind == VALUE_NONE || !value_check(reader, site->fields[i].name, &values[i]))
            values[i] = field_default(&site->fields[i]);
        members[i] = (Member){site->fields[i].name, values[i]};
    }
    return value_record(reader->arena, members, site->n_fields);
}

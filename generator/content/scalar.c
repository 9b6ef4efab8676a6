/* SPDX-License-Identifier: MIT */
#include "content/scalar.h"

#include "content/core.h"
#include "content/filename.h"
#include "content/guess.h"
#include "text/path.h"
#include "text/strings.h"
#include "text/suggest.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef gboolean (*ScalarRead)(const FieldReader *reader, const Field *field, const YamlNode *node,
                               Value *value);

/* "write WHAT", or `otherwise`. */
static char *hint_write(const char *what, const char *otherwise)
{
    return what ? g_strdup_printf(_("write %s"), what) : g_strdup(otherwise);
}

static gboolean text_set(const FieldReader *reader, Value *value, const char *text)
{
    *value = value_text(text == NULL ? "" : arena_strdup(reader->arena, text));
    return TRUE;
}

static gboolean text_read(G_GNUC_UNUSED const FieldReader *reader, G_GNUC_UNUSED const Field *field,
                          const YamlNode *node, Value *value)
{
    *value = (Value){.kind = VALUE_TEXT, .text = node->text, .length = node->length};
    return TRUE;
}

static gboolean slug_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_autofree char *part = path_part(node->text);
    g_autofree char *normal = g_utf8_normalize(node->text, -1, G_NORMALIZE_NFC);

    if (strcmp(part, normal) == 0)
        return text_set(reader, value, part);
    g_autofree char *hint = hint_write(part, NULL);
    return field_refuse(reader, node, hint, _("'%s' cannot be a part of an address, as '%s' must be"),
                        node->text, field->name);
}

static gboolean path_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_autofree char *path = g_utf8_normalize(node->text, -1, G_NORMALIZE_NFC);
    const char *relative = path + (*path == '/');
    const char *why = path_refusal(relative);

    if (!why)
        return text_set(reader, value, relative);
    if (g_str_has_suffix(path, "/") && strlen(path) > 1) {
        g_autofree char *index = g_strconcat(relative, "index.html", NULL);
        g_autofree char *hint = hint_write(index, NULL);
        return field_refuse(reader, node, hint, _("'%s' is a folder; '%s' takes the address of a page"),
                            node->text, field->name);
    }
    return field_refuse(reader, node,
                        _("write an address below the site's own, such as notices/old-name.html"),
                        _("'%s' cannot be an address of this site: %s"), node->text, why);
}

static gboolean is_url(const char *text)
{
    g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_PARSE_RELAXED, NULL);

    if (!uri || !g_uri_get_host(uri) || !*g_uri_get_host(uri))
        return FALSE;
    const char *scheme = g_uri_get_scheme(uri);
    if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
        return FALSE;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isspace(g_utf8_get_char(p)) || strchr("<>\"\\", *p))
            return FALSE;
    return TRUE;
}

static gboolean url_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    if (is_url(node->text))
        return text_read(reader, field, node, value);
    g_autofree char *with = g_strconcat("https://", node->text, NULL);
    const gboolean likely = !strchr(node->text, ':') && strchr(node->text, '.') && is_url(with);
    g_autofree char *hint = hint_write(
        likely ? with : NULL, _("write the whole address, such as https://www.example.org/page.html"));
    return field_refuse(reader, node, hint, _("'%s' is not a web address, as '%s' must be"), node->text,
                        field->name);
}

/* Numbers that are written with separators or a unit. */
static gboolean refuse_number(const FieldReader *reader, const Field *field, const YamlNode *node,
                              const char *message, const char *otherwise)
{
    g_autofree char *number = guess_number(node->text);
    gint64 integer;
    const gboolean likely =
        number && (field->kind == FIELD_NUMBER || core_integer(number, &integer) == CORE_MATCH);
    g_autofree char *hint = hint_write(likely && strcmp(number, node->text) != 0 ? number : NULL, otherwise);

    return field_refuse(reader, node, hint, message, node->text, field->name);
}

static gboolean integer_read(const FieldReader *reader, const Field *field, const YamlNode *node,
                             Value *value)
{
    gint64 integer;

    switch (core_integer(node->text, &integer)) {
    case CORE_MATCH: *value = (Value){.kind = VALUE_INTEGER, .integer = integer}; return TRUE;
    case CORE_RANGE:
        return field_refuse(reader, node, _("count the digits"), _("'%s' is too large a number for '%s'"),
                            node->text, field->name);
    case CORE_OTHER: break;
    }
    return refuse_number(reader, field, node, _("'%s' is not a whole number, as '%s' must be"),
                         _("write a whole number, such as 12"));
}

static gboolean number_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    double number;
    const CoreMatch match = core_number(node->text, &number);

    if (match == CORE_MATCH && isfinite(number)) {
        *value = (Value){.kind = VALUE_NUMBER, .number = number};
        return TRUE;
    }
    if (match == CORE_RANGE)
        return field_refuse(reader, node, _("count the digits"), _("'%s' is too large a number for '%s'"),
                            node->text, field->name);
    return refuse_number(reader, field, node, _("'%s' is not a number, as '%s' must be"),
                         _("write a number, such as 12 or 3.5"));
}

static gboolean boolean_read(const FieldReader *reader, const Field *field, const YamlNode *node,
                             Value *value)
{
    static const char *const yes[] = {"yes", "y", "on", "1", "是", "对", "ture", NULL};
    static const char *const no[] = {"no", "n", "off", "0", "否", "不", "flase", NULL};
    gboolean boolean;

    if (core_boolean(node->text, &boolean) == CORE_MATCH) {
        *value = (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
        return TRUE;
    }
    g_autofree char *lower = g_ascii_strdown(node->text, -1);
    const char *meant = g_strv_contains(yes, lower) ? "true" : g_strv_contains(no, lower) ? "false" : NULL;
    g_autofree char *hint = hint_write(meant, _("write true or false"));
    return field_refuse(reader, node, hint, _("'%s' takes true or false, not '%s'"), field->name, node->text);
}

/* NNNN-NN-NN, with anything after it. */
static gboolean is_iso_day(const char *text)
{
    static const char form[] = "dddd-dd-dd";

    for (gsize i = 0; i < strlen(form); i++)
        if (form[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != form[i])
            return FALSE;
    return TRUE;
}

static gboolean refuse_date(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    g_autofree char *day = g_strndup(node->text, 10);
    Date date;

    if (is_iso_day(node->text) && !date_parse(day, &date))
        return field_refuse(reader, node, _("look it up in a calendar; the order is year, month, day"),
                            _("there is no such day: '%s'"), day);
    g_autofree char *guess = guess_date(node->text);
    g_autofree char *hint =
        hint_write(guess, _("write it as 2025-06-29, or with a time as 2025-06-29 19:30"));
    return field_refuse(reader, node, hint, _("'%s' is not a date, as '%s' must be"), node->text,
                        field->name);
}

static gboolean date_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    Date date;

    if (!date_parse(node->text, &date))
        return refuse_date(reader, field, node);
    *value = (Value){.kind = VALUE_DATE, .date = date};
    return TRUE;
}

/* The year that four digits spell, or 0. */
static int year_of(const char *text)
{
    if (strlen(text) < 4 || strspn(text, "0123456789") < 4)
        return 0;
    const int year = g_ascii_digit_value(text[0]) * 1000 + g_ascii_digit_value(text[1]) * 100 +
                     g_ascii_digit_value(text[2]) * 10 + g_ascii_digit_value(text[3]);
    return year >= 1000 ? year : 0;
}

static gboolean year_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    const int year = year_of(node->text);

    if (year && node->length == 4) {
        *value = (Value){.kind = VALUE_INTEGER, .integer = year};
        return TRUE;
    }
    g_autofree char *guess = guess_year(node->text);
    g_autofree char *hint = hint_write(guess, _("write four digits, such as 2025"));
    return field_refuse(reader, node, hint, _("'%s' is not a year, as '%s' must be"), node->text,
                        field->name);
}

/* What follows the year: nothing, -Q1 to -Q4, -H1 or -H2, -01 to -12. */
static gboolean is_period_rest(const char *rest)
{
    if (*rest == '\0')
        return TRUE;
    if (*rest++ != '-')
        return FALSE;
    if (strlen(rest) != 2)
        return FALSE;
    if (rest[0] == 'Q' || rest[0] == 'H')
        return rest[1] >= '1' && rest[1] <= (rest[0] == 'Q' ? '4' : '2');
    if (!g_ascii_isdigit(rest[0]) || !g_ascii_isdigit(rest[1]))
        return FALSE;
    const int month = (rest[0] - '0') * 10 + rest[1] - '0';
    return month >= 1 && month <= 12;
}

static gboolean period_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    if (year_of(node->text) && is_period_rest(node->text + 4))
        return text_read(reader, field, node, value);
    return field_refuse(reader, node,
                        _("write a year, half year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-06"),
                        _("'%s' is not a period, as '%s' must be"), node->text, field->name);
}

static const Choice *choice_by_label(const Field *field, const char *text)
{
    for (guint i = 0; i < field->n_choices; i++)
        for (guint j = 0; j < field->choices[i].labels.count; j++)
            if (strcmp(field->choices[i].labels.items[j].text, text) == 0)
                return &field->choices[i];
    return NULL;
}

/* "keep (保留页面), tombstone (只留说明)" */
static char *choices_list(const Field *field)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < field->n_choices; i++) {
        const char *name = field->choices[i].name;
        const char *label = labels_get(field->choices[i].labels, "zh-Hans");
        /* Translators: a value as it is typed, then what it is called */
        g_ptr_array_add(words, label && strcmp(label, name) != 0 ? g_strdup_printf(_("%s (%s)"), name, label)
                                                                 : g_strdup(name));
    }
    g_ptr_array_add(words, NULL);
    return strings_list((const char *const *)words->pdata);
}

static char *choice_hint(const Field *field, const char *text)
{
    const Choice *labelled = choice_by_label(field, text);
    g_autofree char *list = choices_list(field);
    g_autofree const char **names = g_new0(const char *, field->n_choices + 1);

    for (guint i = 0; i < field->n_choices; i++)
        names[i] = field->choices[i].name;
    const char *near = labelled ? labelled->name : suggest_nearest(text, names);
    if (near)
        return g_strdup_printf(_("did you mean '%s'? possible: %s"), near, list);
    return g_strdup_printf(_("possible: %s"), list);
}

static gboolean choice_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    for (guint i = 0; i < field->n_choices; i++) {
        if (strcmp(field->choices[i].name, node->text) == 0) {
            *value = value_text(field->choices[i].name);
            return TRUE;
        }
    }
    g_autofree char *hint = choice_hint(field, node->text);
    return field_refuse(reader, node, hint, _("'%s' cannot be '%s'"), field->name, node->text);
}

static gboolean reference_read(const FieldReader *reader, const Field *field, const YamlNode *node,
                               Value *value)
{
    g_autofree char *id = g_utf8_normalize(node->text, -1, G_NORMALIZE_NFC);

    if (g_str_has_suffix(id, ".md") || strchr(id, '\\') || *id == '/') {
        g_autofree char *mended = g_strdelimit(g_strdup(id + (*id == '/')), "\\", '/');
        if (g_str_has_suffix(mended, ".md"))
            mended[strlen(mended) - 3] = '\0';
        g_autofree char *hint = hint_write(mended, NULL);
        return field_refuse(reader, node, hint,
                            _("'%s' takes the name of an entry, without '.md' and without a '/' in front"),
                            field->name);
    }
    text_set(reader, value, id);
    value->kind = VALUE_REFERENCE;
    return TRUE;
}

static const ScalarRead readers[] = {
    [FIELD_TEXT] = text_read,           [FIELD_SLUG] = slug_read,
    [FIELD_PATH] = path_read,           [FIELD_URL] = url_read,
    [FIELD_INTEGER] = integer_read,     [FIELD_NUMBER] = number_read,
    [FIELD_BOOLEAN] = boolean_read,     [FIELD_DATE] = date_read,
    [FIELD_YEAR] = year_read,           [FIELD_PERIOD] = period_read,
    [FIELD_CHOICE] = choice_read,       [FIELD_FILE] = filename_read,
    [FIELD_REFERENCE] = reference_read,
};

gboolean scalar_read(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_assert(field->kind < G_N_ELEMENTS(readers) && readers[field->kind]);
    if (!readers[field->kind](reader, field, node, value))
        return FALSE;
    value->line = node->line;
    value->column = node->column;
    return TRUE;
}

/* SPDX-License-Identifier: MIT */
#include "content/core.h"
#include "content/scalar-private.h"
#include "text/chinese-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DIGITS "0123456789"

char *scalar_hint(const char *what, const char *otherwise)
{
    return what ? g_strdup_printf(_("write %s"), what) : g_strdup(otherwise);
}

/* 5,750 or 1,234,567.5, behind a sign: whether the commas part thousands, and nothing else. */
static gboolean is_grouped(const char *text)
{
    const char *at = text + (*text == '-' || *text == '+');
    gsize digits = strspn(at, DIGITS);

    if (digits < 1 || digits > 3 || at[digits] != ',')
        return FALSE;
    for (at += digits; *at == ','; at += 4)
        if (strspn(at + 1, DIGITS) != 3)
            return FALSE;
    return *at == '.' ? at[1 + strspn(at + 1, DIGITS)] == '\0' : *at == '\0';
}

/* The number as a program writes it: in ASCII, without separators of thousands. Newly allocated. */
static char *number_plain(const char *text)
{
    char *plain = chinese_plain(text);

    if (!is_grouped(plain))
        return plain;
    char *into = plain;
    for (const char *p = plain; *p; p++)
        if (*p != ',')
            *into++ = *p;
    *into = '\0';
    return plain;
}

/* 7百 is not 7. */
static gboolean magnitude_begins(const char *text)
{
    static const char *const words[] = {"十", "百", "千", "万", "亿", "多", "余", "几"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            return TRUE;
    return FALSE;
}

/* The number that `text` begins with, without separators and unit, newly allocated; NULL where it is not
 * certain. */
static char *number_guess(const char *text)
{
    g_autofree char *plain = chinese_plain(text);
    g_autoptr(GString) number = g_string_new(NULL);
    gboolean point = FALSE;

    for (const char *p = plain; *p; p++) {
        if (g_ascii_isdigit(*p))
            g_string_append_c(number, *p);
        else if (*p == '.' && number->len > 0 && !point)
            point = g_string_append_c(number, '.') != NULL;
        else if (*p == '-' && number->len == 0)
            g_string_append_c(number, '-');
        else if (*p == ',' && strspn(p + 1, DIGITS) != 3)
            return NULL;
        else if (magnitude_begins(p))
            return NULL;
        else if (!strchr(", _'", *p))
            break;
    }
    while (number->len > 0 && strchr(".-", number->str[number->len - 1]))
        g_string_truncate(number, number->len - 1);
    return number->len > 0 ? g_strdup(number->str) : NULL;
}

/* Numbers that are written with a unit. */
static gboolean refuse_number(const FieldReader *reader, const Field *field, const YamlNode *node,
                              const char *message, const char *otherwise)
{
    g_autofree char *number = number_guess(node->text);
    gint64 integer;
    const gboolean likely =
        number && (field->kind == FIELD_NUMBER || core_integer(number, &integer) == CORE_MATCH);
    g_autofree char *hint = scalar_hint(likely && strcmp(number, node->text) != 0 ? number : NULL, otherwise);

    return field_refuse(reader, node, hint, message, node->text, field->name);
}

static gboolean refuse_range(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    return field_refuse(reader, node, _("count the digits"), _("'%s' is too large a number for '%s'"),
                        node->text, field->name);
}

gboolean scalar_read_integer(const FieldReader *reader, const Field *field, const YamlNode *node,
                             Value *value)
{
    gint64 integer;
    CoreMatch match = core_integer(node->text, &integer);

    if (match == CORE_OTHER) {
        g_autofree char *plain = number_plain(node->text);
        match = core_integer(plain, &integer);
    }
    if (match == CORE_RANGE)
        return refuse_range(reader, field, node);
    if (match == CORE_OTHER)
        return refuse_number(reader, field, node, _("'%s' is not a whole number, as '%s' must be"),
                             _("write a whole number, such as 12"));
    *value = (Value){.kind = VALUE_INTEGER, .integer = integer};
    return TRUE;
}

gboolean scalar_read_number(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    double number = 0;
    CoreMatch match = core_number(node->text, &number);

    if (match == CORE_OTHER) {
        g_autofree char *plain = number_plain(node->text);
        match = core_number(plain, &number);
    }
    if (match == CORE_RANGE)
        return refuse_range(reader, field, node);
    if (match == CORE_OTHER || !isfinite(number))
        return refuse_number(reader, field, node, _("'%s' is not a number, as '%s' must be"),
                             _("write a number, such as 12 or 3.5"));
    *value = (Value){.kind = VALUE_NUMBER, .number = number};
    return TRUE;
}

/* 是 and 否 are no strings of YAML 1.2 that somebody else reads as something else; yes and no are. */
static gboolean chinese_boolean(const char *text, gboolean *boolean)
{
    *boolean = strcmp(text, "是") == 0;
    return *boolean || strcmp(text, "否") == 0;
}

gboolean scalar_read_boolean(const FieldReader *reader, const Field *field, const YamlNode *node,
                             Value *value)
{
    static const char *const yes[] = {"yes", "y", "on", "1", "对", "有", "ture", NULL};
    static const char *const no[] = {"no", "n", "off", "0", "不", "不是", "无", "flase", NULL};
    gboolean boolean;

    if (core_boolean(node->text, &boolean) == CORE_MATCH || chinese_boolean(node->text, &boolean)) {
        *value = (Value){.kind = VALUE_BOOLEAN, .boolean = boolean};
        return TRUE;
    }
    g_autofree char *lower = g_ascii_strdown(node->text, -1);
    const char *meant = g_strv_contains(yes, lower) ? "true" : g_strv_contains(no, lower) ? "false" : NULL;
    g_autofree char *hint = scalar_hint(meant, _("write true or false"));
    return field_refuse(reader, node, hint, _("'%s' takes true or false, not '%s'"), field->name, node->text);
}

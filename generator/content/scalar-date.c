/* SPDX-License-Identifier: MIT */
#include "content/scalar-private.h"
#include "text/chinese-date.h"
#include "text/chinese-number.h"

#include <glib/gi18n.h>

/* 长期 and 待定 have none: no way of writing them makes a date of them. */
static gboolean has_number(const char *text)
{
    ChineseNumber number;

    for (; *text; text = g_utf8_next_char(text)) {
        const char *at = text;
        if (chinese_number_take(&at, &number))
            return TRUE;
    }
    return FALSE;
}

/* Why a date was refused, and the mend. `date` is what chinese_date_parse() made of it, as ISO and in
 * Chinese. */
static gboolean refuse_date(const FieldReader *reader, const Field *field, const YamlNode *node,
                            ChineseDate found, const char *iso, const char *han)
{
    g_autofree char *hint = NULL;

    switch (found) {
    case CHINESE_DATE_NO_YEAR:
        return field_refuse(reader, node, _("write the year too, as in 2025-06-29"),
                            _("the year is missing in '%s'"), node->text);
    case CHINESE_DATE_NO_MONTH:
        return field_refuse(reader, node, _("look it up in a calendar; the order is year, month, day"),
                            _("there is no such day: '%s'"), node->text);
    case CHINESE_DATE_NO_DAY:
        hint = g_strdup_printf(_("the last day of that month is %s"), iso);
        return field_refuse(reader, node, hint, _("there is no such day: '%s'"), node->text);
    case CHINESE_DATE_SHORT_YEAR:
        hint = g_strdup_printf(_("write the year with four digits: %s"), iso);
        return field_refuse(reader, node, hint, _("the year in '%s' has two digits only"), node->text);
    case CHINESE_DATE_CIRCLE:
        hint = g_strdup_printf(_("write %s, or %s"), iso, han);
        return field_refuse(reader, node, hint, _("a zero in '%s' is a circle, a letter or another digit"),
                            node->text);
    case CHINESE_DATE_WEEKDAY:
        return field_refuse(reader, node, _("look it up in a calendar, or leave the day of the week out"),
                            _("the day of the week in '%s' is that of another day"), node->text);
    case CHINESE_DATE_TIME:
        hint = g_strdup_printf(_("write %s, or with one time %s 19:30"), iso, iso);
        return field_refuse(reader, node, hint, _("what follows the day in '%s' is no certain time"),
                            node->text);
    default:
        return field_refuse(reader, node,
                            !field->required && !reader->table && !has_number(node->text)
                                ? _("write a day such as 2025-06-29, or remove this line")
                                : _("write it as 2025-06-29, or with a time as 2025-06-29 19:30"),
                            _("'%s' is not a date, as '%s' must be"), node->text, field->name);
    }
}

gboolean scalar_read_date(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    Date date = {.day = 0, .minute = -1};
    const ChineseDate found = chinese_date_parse(node->text, &date);

    if (found == CHINESE_DATE_GOOD) {
        *value = (Value){.kind = VALUE_DATE, .date = date};
        return TRUE;
    }
    g_autofree char *iso = date_format_iso(date);
    g_autofree char *han = chinese_date_format(date, CHINESE_HAN);
    return refuse_date(reader, field, node, found, iso, han);
}

/* The year that `text` begins with, newly allocated, or NULL. */
static char *year_guess(const char *text)
{
    g_autofree char *plain = chinese_plain(text);
    const char *at = plain;
    ChineseNumber number;

    if (!chinese_number_take(&at, &number) || number.digits != 4 || number.value < 1000)
        return NULL;
    return g_strdup_printf("%d", number.value);
}

gboolean scalar_read_year(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    const int year = chinese_year_parse(node->text);

    if (year) {
        *value = (Value){.kind = VALUE_INTEGER, .integer = year};
        return TRUE;
    }
    g_autofree char *guess = year_guess(node->text);
    g_autofree char *hint = scalar_hint(guess, _("write four digits, such as 2025"));
    return field_refuse(reader, node, hint, _("'%s' is not a year, as '%s' must be"), node->text,
                        field->name);
}

gboolean scalar_read_period(const FieldReader *reader, const Field *field, const YamlNode *node, Value *value)
{
    g_autofree char *period = chinese_period_parse(node->text);

    if (period) {
        *value = value_text(arena_strdup(reader->arena, period));
        return TRUE;
    }
    return field_refuse(reader, node,
                        _("write a year, half year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-06"),
                        _("'%s' is not a period, as '%s' must be"), node->text, field->name);
}

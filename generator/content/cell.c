/* SPDX-License-Identifier: MIT */
#include "content/cell.h"

#include "content/core.h"

#include <glib/gi18n.h>
#include <string.h>

/* 1970-01-01 in the days of Excel and WPS, which begin in 1900 and count 29 February of that year. */
#define SERIAL_OF_1970 25569
/* 1982-02-18 to 2064-04-08: what else may a number in a column of dates be? */
#define SERIAL_LEAST 30000
#define SERIAL_MOST 60000

static gboolean is_shortened(const char *text)
{
    return g_regex_match_simple("^[-+]?\\d(\\.\\d+)?[eE]\\+\\d+$", text, G_REGEX_DEFAULT,
                                G_REGEX_MATCH_DEFAULT);
}

gboolean cell_is_ruined(const char *text, const char **hint)
{
    static const char *const errors[] = {"#N/A",  "#REF!",  "#VALUE!", "#DIV/0!",       "#NAME?", "#NULL!",
                                         "#NUM!", "#CALC!", "#SPILL!", "#GETTING_DATA", NULL};
    const gsize length = strlen(text);

    if (text[0] == '#') {
        if (length > 1 && strspn(text, "#") == length) {
            *hint = _("widen the column until the value shows, and save again");
            return TRUE;
        }
        *hint = _("mend the formula, or type the value itself, and save again");
        return g_strv_contains(errors, text);
    }
    if (!g_ascii_isdigit(text[0]) && text[0] != '-' && text[0] != '+')
        return FALSE;
    *hint = _("digits are lost: format the column as text, type the number again, and save");
    return length > 3 && strchr(text, '+') && is_shortened(text);
}

/* "1,200" and "1，200,300.5" without the separators, else NULL. */
static char *without_separators(const char *text)
{
    g_auto(GStrv) parts = NULL;

    if (!g_regex_match_simple("^[-+]?\\d{1,3}([,，]\\d{3})+(\\.\\d+)?$", text, G_REGEX_DEFAULT,
                              G_REGEX_MATCH_DEFAULT))
        return NULL;
    parts = g_regex_split_simple("[,，]", text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
    return g_strjoinv("", parts);
}

static const char *number_mend(const Field *field, const char *text, Arena *arena)
{
    double value;

    if (core_number(text, &value) == CORE_MATCH && !strchr(text, '.'))
        return NULL;
    g_autofree char *narrow = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    g_autofree char *plain = without_separators(narrow);
    char *number = plain ? plain : narrow;
    char *point = strchr(number, '.');

    if (field->kind != FIELD_NUMBER && point && point > number && strspn(point + 1, "0") == strlen(point + 1))
        *point = '\0';
    return core_number(number, &value) == CORE_MATCH ? arena_strdup(arena, number) : NULL;
}

static const char *choice_mend(const Field *field, const char *text)
{
    for (guint i = 0; i < field->n_choices; i++)
        for (guint j = 0; j < field->choices[i].labels.count; j++)
            if (g_ascii_strcasecmp(field->choices[i].labels.items[j].text, text) == 0)
                return field->choices[i].name;
    return NULL;
}

static const char *boolean_mend(const char *text)
{
    static const char *const yes[] = {"是", "√", "✓", "✔", NULL};
    static const char *const no[] = {"否", "×", "✗", "✘", NULL};

    return g_strv_contains(yes, text) ? "true" : g_strv_contains(no, text) ? "false" : NULL;
}

/* "2025/3/1 0:00": a day that was given a time. */
static const char *date_mend(const char *text, Arena *arena)
{
    const char *space = strrchr(text, ' ');

    if (!space || !g_regex_match_simple("^ 0{1,2}:00(:00)?$", space, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
        return NULL;
    return arena_strndup(arena, text, (gsize)(space - text));
}

const char *cell_mend(const Field *field, const char *text, Arena *arena)
{
    switch (field->kind) {
    case FIELD_INTEGER:
    case FIELD_YEAR:
    case FIELD_NUMBER: return number_mend(field, text, arena);
    case FIELD_CHOICE: return choice_mend(field, text);
    case FIELD_BOOLEAN: return boolean_mend(text);
    case FIELD_DATE: return date_mend(text, arena);
    default: return NULL;
    }
}

/* A date that has lost its format. */
static gboolean serial_check(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    double serial;

    if (core_number(node->text, &serial) != CORE_MATCH || serial < SERIAL_LEAST || serial >= SERIAL_MOST + 1)
        return TRUE;
    g_autofree char *day = date_format_iso((Date){.day = (gint32)serial - SERIAL_OF_1970, .minute = -1});
    g_autofree char *hint =
        g_strdup_printf(_("this may be %s: format the column as dates (yyyy-mm-dd), and save again"), day);
    return field_refuse(reader, node, hint, _("'%s' is not a date, as '%s' must be"), node->text,
                        field->name);
}

gboolean cell_check(const FieldReader *reader, const Field *field, const YamlNode *node)
{
    const char *hint;

    if (cell_is_ruined(node->text, &hint))
        return field_refuse(reader, node, hint, _("'%s' stands for a value that is not shown"), node->text);
    return field->kind != FIELD_DATE || serial_check(reader, field, node);
}

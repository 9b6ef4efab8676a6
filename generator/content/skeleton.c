/* SPDX-License-Identifier: MIT */
#include "content/skeleton.h"

#include "text/chinese.h"
#include "text/json.h"

#include <string.h>

#define NAME_MOST 60

char *skeleton_path(const char *folder, const char *title, const Date *day, gboolean dated)
{
    g_autofree char *plain = chinese_file_name(title, NAME_MOST);
    const char *name = *plain ? plain : "entry";

    if (!day)
        return g_strdup_printf("content/%s/%s.md", folder, name);
    g_autofree char *date = date_format_iso((Date){day->day, -1});
    return g_strdup_printf("content/%s/%04d/%s%s%s.md", folder, date_year(*day), dated ? date : "",
                           dated ? "-" : "", name);
}

/* Quoted only where YAML would take the plain text for something else. */
static void append_text(GString *into, const char *text)
{
    static const char special[] = "!&*-?|>@`'\"%#{}[],:=<~";
    const gsize length = strlen(text);
    const gboolean plain = length > 0 && !strchr(special, text[0]) && text[0] != ' ' &&
                           text[length - 1] != ' ' && text[length - 1] != ':' && !strstr(text, ": ") &&
                           !strstr(text, " #") && !strpbrk(text, "\n\t\\");

    if (plain)
        g_string_append(into, text);
    else
        json_append_string(into, text, length);
}

static const char *label_of(const Field *field, const char *language)
{
    const char *label = labels_get(field->labels, language);
    return label ? label : field->name;
}

/* What is certain of a required field. The rest is left empty, so that `check` asks for it: nothing is
 * claimed that nobody wrote. */
static void append_value(GString *into, const Field *field, const char *title, Date today)
{
    g_autofree char *date = date_format_iso(today);

    if (field->fallback)
        append_text(into, field->fallback);
    else if (field->kind == FIELD_DATE)
        g_string_append(into, date);
    else if (field->kind == FIELD_YEAR || field->kind == FIELD_PERIOD)
        g_string_append_len(into, date, 4);
    else if (strcmp(field->name, "title") == 0 || strcmp(field->name, "name") == 0)
        append_text(into, title);
}

/* "# notice 通知, review 公示" */
static void append_choices(GString *into, const Field *field, const char *language)
{
    for (guint i = 0; i < field->n_choices; i++) {
        const char *label = labels_get(field->choices[i].labels, language);
        g_string_append_printf(into, "%s%s", i > 0 ? ", " : "", field->choices[i].name);
        if (label && strcmp(label, field->choices[i].name) != 0)
            g_string_append_printf(into, " %s", label);
    }
}

static void append_record(GString *into, const Field *field, const char *language)
{
    g_string_append(into, " {");
    for (guint i = 0; i < field->n_fields; i++)
        g_string_append_printf(into, "%s%s: %s", i > 0 ? ", " : "", field->fields[i].name,
                               label_of(&field->fields[i], language));
    g_string_append_c(into, '}');
}

/* What a field means, after its value or in its place. */
static void append_meaning(GString *into, const Field *field, const char *language)
{
    const char *label = labels_get(field->labels, language);

    if (label)
        g_string_append_printf(into, " %s", label);
    if (field->n_choices > 0) {
        g_string_append(into, label ? " (" : " ");
        append_choices(into, field, language);
        g_string_append(into, label ? ")" : "");
    }
    if (field->n_fields > 0)
        append_record(into, field, language);
    if (field->help && g_str_has_prefix(language, "en"))
        g_string_append_printf(into, ". %s", field->help);
}

static void append_field(GString *into, const Field *field, const char *title, Date today,
                         const char *language)
{
    g_string_append_printf(into, "%s%s:", field->required ? "" : "# ", field->name);
    if (field->required) {
        g_string_append_c(into, ' ');
        append_value(into, field, title, today);
    }
    const gboolean open = into->str[into->len - 1] == ' '; /* nothing was filled in */
    if (!field->required || field->n_choices > 0 || open) {
        g_string_append(into, !field->required ? "" : open ? "#" : "  #");
        append_meaning(into, field, language);
    }
    g_string_append_c(into, '\n');
}

char *skeleton_format(const Type *type, const char *title, Date today, const char *language)
{
    GString *text = g_string_new("---\n");

    for (int required = 1; required >= 0; required--)
        for (guint i = 0; i < type->n_fields; i++)
            if (type->fields[i].required == required)
                append_field(text, &type->fields[i], title, today, language);
    g_string_append(text, "---\n\n");
    return g_string_free(text, FALSE);
}

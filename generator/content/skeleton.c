/* SPDX-License-Identifier: MIT */
#include "content/skeleton.h"

#include "content/core.h"
#include "content/field-sample.h"
#include "content/field.h"
#include "text/chinese.h"
#include "text/identity.h"
#include "text/json.h"

#include <string.h>

#define NAME_MOST 60

/* How a language joins a label, what is meant by it, and a list. */
typedef struct {
    const char *list, *open, *close, *stop;
} Marks;

typedef struct {
    GString *text;
    const char *language;
    const char *day; /* for examples of dates, or NULL */
} Skeleton;

char *skeleton_path(const char *folder, const char *title, const Date *day, gboolean dated)
{
    /* A name becomes an address: no number of a person may stand in it. */
    g_autofree char *masked = identity_mask(title);
    g_autofree char *plain = chinese_file_name(masked ? masked : title, NAME_MOST);
    const char *name = *plain ? plain : "entry";

    if (!day)
        return g_strdup_printf("content/%s/%s.md", folder, name);
    g_autofree char *date = date_format_iso((Date){day->day, -1});
    return g_strdup_printf("content/%s/%04d/%s%s%s.md", folder, date_year(*day), dated ? date : "",
                           dated ? "-" : "", name);
}

/* Whether YAML reads the plain `text` as that text, also within [] and {}. */
static gboolean is_plain(const char *text)
{
    static const char special[] = "!&*-?|>@`'\"%#{}[],:=<~";
    const gsize length = strlen(text);
    const YamlNode node = {.kind = YAML_SCALAR, .plain = TRUE, .text = text, .length = length};

    return length > 0 && !strchr(special, text[0]) && text[0] != ' ' && text[length - 1] != ' ' &&
           text[length - 1] != ':' && !strstr(text, ": ") && !strstr(text, " #") &&
           !strpbrk(text, "\n\r\t\\,[]{}") && !g_str_has_prefix(text, "...") && !core_null(&node);
}

char *skeleton_scalar(const char *text)
{
    if (is_plain(text))
        return g_strdup(text);
    GString *quoted = g_string_new(NULL);
    json_append_string(quoted, text, strlen(text));
    return g_string_free(quoted, FALSE);
}

static char *value_of(const Field *field, const char *title, const char *today)
{
    if (field->fallback)
        return skeleton_scalar(field->fallback);
    if (field->kind == FIELD_DATE)
        return g_strdup(today);
    if (field->kind == FIELD_YEAR || field->kind == FIELD_PERIOD)
        return g_strndup(today, 4);
    if (strcmp(field->name, "title") == 0 || strcmp(field->name, "name") == 0)
        return skeleton_scalar(title);
    return NULL;
}

GHashTable *skeleton_values(const Type *type, const char *title, Date today)
{
    GHashTable *values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *day = date_format_iso((Date){today.day, -1});

    for (guint i = 0; i < type->n_fields; i++) {
        const Field *field = &type->fields[i];
        char *value = field->required && !field->list ? value_of(field, title, day) : NULL;
        if (value)
            g_hash_table_insert(values, g_strdup(field->name), value);
    }
    return values;
}

static const Marks *marks_of(const char *language)
{
    static const Marks western = {", ", " (", ")", ". "};
    static const Marks chinese = {"，", "（", "）", "。"};

    return g_ascii_strncasecmp(language, "zh", 2) == 0 ? &chinese : &western;
}

/* "notice 通知, review 公示" */
static void append_choices(GString *into, const Field *field, const Marks *marks, const char *language)
{
    for (guint i = 0; i < field->n_choices; i++) {
        const char *label = labels_get(field->choices[i].labels, language);
        g_string_append_printf(into, "%s%s", i > 0 ? marks->list : "", field->choices[i].name);
        if (label && strcmp(label, field->choices[i].name) != 0)
            g_string_append_printf(into, " %s", label);
    }
}

/* What a field means: "  # Kind (notice 通知, review 公示). A sentence." */
static void append_meaning(GString *into, const Field *field, const char *language)
{
    const Marks *marks = marks_of(language);
    const char *label = labels_get(field->labels, language);
    const char *help = labels_get(field->help, language);

    g_string_append_printf(into, "  # %s", label ? label : field->name);
    if (field->n_choices > 0) {
        g_string_append(into, marks->open);
        append_choices(into, field, marks, language);
        g_string_append(into, marks->close);
    }
    if (help)
        g_string_append_printf(into, "%s%s", marks->stop, help);
    g_string_append_c(into, '\n');
}

static void append_value(const Skeleton *skeleton, const Field *field)
{
    g_autofree char *sample = field_sample(field, skeleton->language);
    const char *value = field->kind == FIELD_DATE && skeleton->day ? skeleton->day : sample;

    g_string_append_printf(skeleton->text, field->list ? " [%s]" : " %s", value);
}

/* The field with an example, behind `indent` ("# ", deeper in a record). */
static void append_example(const Skeleton *skeleton, const Field *field, const char *indent)
{
    g_autofree char *first = g_strconcat(indent, field->list ? "  - " : "  ", NULL);
    g_autofree char *further = g_strconcat(indent, field->list ? "    " : "  ", NULL);

    g_string_append_printf(skeleton->text, "%s%s:", indent, field->name);
    if (field->n_fields == 0)
        append_value(skeleton, field);
    append_meaning(skeleton->text, field, skeleton->language);
    for (guint i = 0; i < field->n_fields; i++)
        append_example(skeleton, &field->fields[i], i > 0 ? further : first);
}

/* What has to be filled in or chosen says what it means. */
static void append_known(const Skeleton *skeleton, const Field *field, const char *value)
{
    g_string_append_printf(skeleton->text, "%s:", field->name);
    if (value)
        g_string_append_printf(skeleton->text, "%s%s", *value == '\n' ? "" : " ", value);
    if (!value || (field->n_choices > 0 && *value != '\n'))
        append_meaning(skeleton->text, field, skeleton->language);
    else
        g_string_append_c(skeleton->text, '\n');
}

char *skeleton_record(const Field *field, const char *language)
{
    const Skeleton skeleton = {g_string_new(NULL), language, NULL};

    for (guint i = 0; i < field->n_fields; i++) {
        const Field *part = &field->fields[i];
        if (!part->required && !part->fallback)
            continue;
        const gboolean first = skeleton.text->len == 0;
        g_string_append(skeleton.text, !field->list ? "\n  " : first ? "\n  - " : "\n    ");
        append_known(&skeleton, part, part->fallback);
        g_string_truncate(skeleton.text, skeleton.text->len - 1); /* the line's end stands before the next */
    }
    return g_string_free(skeleton.text, FALSE);
}

/* The day that is known of the entry: examples of dates on that day contradict nothing. */
static const char *day_of(const Type *type, GHashTable *values)
{
    for (guint i = 0; i < type->n_fields; i++) {
        const char *value = g_hash_table_lookup(values, type->fields[i].name);
        if (value && type->fields[i].kind == FIELD_DATE && !type->fields[i].list)
            return value;
    }
    return NULL;
}

static void append_known_all(const Skeleton *skeleton, const Type *type, GHashTable *values,
                             gboolean required)
{
    for (guint i = 0; i < type->n_fields; i++) {
        const Field *field = &type->fields[i];
        const char *value = g_hash_table_lookup(values, field->name);
        if (field->required == required && (required || value))
            append_known(skeleton, field, value);
    }
}

static void append_examples(const Skeleton *skeleton, const Type *type, GHashTable *values, guint from,
                            guint to)
{
    for (guint i = from; i < to; i++)
        if (!type->fields[i].required && !g_hash_table_contains(values, type->fields[i].name))
            append_example(skeleton, &type->fields[i], "# ");
}

char *skeleton_format(const Type *type, GHashTable *values, const char *language)
{
    const Skeleton skeleton = {g_string_new("---\n"), language, day_of(type, values)};

    append_known_all(&skeleton, type, values, TRUE);
    append_known_all(&skeleton, type, values, FALSE);
    append_examples(&skeleton, type, values, type->n_common, type->n_fields);
    append_examples(&skeleton, type, values, 0, type->n_common);
    g_string_append(skeleton.text, "---\n\n");
    return g_string_free(skeleton.text, FALSE);
}

/* SPDX-License-Identifier: MIT */
#include "content/schema.h"

#include "content/core.h"
#include "content/field.h"
#include "text/identity.h"
#include "text/json.h"

#include <string.h>

#define DRAFT "https://json-schema.org/draft/2020-12/schema"

/* The forms of text/chinese-date.h, by what they look like. */
#define MARK "[“‘「”＂]?"
#define HAN "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖"
#define DIGIT "[0-9０-９]"
#define YEAR "(" DIGIT "{4}|[" HAN "]{4})"
#define PART "(" DIGIT "{1,2}|[元十拾廿卅" HAN "]{1,3})"
#define DASH "\\\\s*[-/.／．－‐-―−]\\\\s*"
#define DAY "^" MARK "\\\\s*" YEAR "(\\\\s*年\\\\s*" PART "\\\\s*月\\\\s*|" DASH PART DASH ")" PART
#define TIMED "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?$"
#define NUMBER "^" MARK "\\\\s*[-+－＋]?[.．]?" DIGIT "[0-9０-９,，.．eExoa-fA-F+-]*\\\\s*[”’」＂]?$"

/* What a value of a kind may be, as members of anyOf. */
static const char *const forms[] = {
    [FIELD_TEXT] = "{ \"type\": [\"string\", \"number\", \"boolean\"] }",
    [FIELD_SLUG] = "{ \"type\": [\"string\", \"number\", \"boolean\"], \"pattern\": \"^[^/]+$\" }",
    [FIELD_PATH] = "{ \"type\": \"string\", \"minLength\": 1 }",
    [FIELD_URL] = "{ \"type\": \"string\", \"pattern\": \"[Hh][Tt][Tt][Pp][Ss]?://\" }",
    [FIELD_INTEGER] = "{ \"type\": \"integer\" }, { \"type\": \"string\", \"pattern\": \"" NUMBER "\" }",
    [FIELD_NUMBER] = "{ \"type\": \"number\" }, { \"type\": \"string\", \"pattern\": \"" NUMBER "\" }",
    [FIELD_BOOLEAN] =
        "{ \"type\": \"boolean\" }, { \"enum\": [\"是\", \"否\"] }, "
        "{ \"type\": \"string\", \"pattern\": \"^" MARK "([Tt]rue|TRUE|[Ff]alse|FALSE|是|否)\" }",
    [FIELD_DATE] =
        "{ \"type\": \"string\", \"format\": \"date\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\" }, "
        "{ \"type\": \"string\", \"pattern\": \"" TIMED "\" }, "
        "{ \"type\": \"string\", \"pattern\": \"" DAY "\" }, "
        "{ \"type\": [\"integer\", \"string\"], \"minimum\": 10000101, \"maximum\": 99991231, "
        "\"pattern\": \"^" MARK DIGIT "{8}\" }",
    [FIELD_YEAR] =
        "{ \"type\": \"integer\", \"minimum\": 1000, \"maximum\": 9999 }, "
        "{ \"type\": \"string\", \"pattern\": \"^" MARK "\\\\s*" YEAR "\\\\s*(年度?)?\\\\s*[”’」＂]?$\" }",
    [FIELD_PERIOD] = "{ \"type\": \"string\", \"pattern\": \"^" MARK "\\\\s*" YEAR "\" }, "
                     "{ \"type\": \"number\", \"minimum\": 1000, \"exclusiveMaximum\": 10000 }",
    [FIELD_FILE] = "{ \"type\": [\"string\", \"number\"] }",
    [FIELD_REFERENCE] = "{ \"type\": [\"string\", \"number\"] }",
};

typedef struct {
    GString *text;
    const char *language;
    const Field *tree; /* the fields that "#/$defs/record" describes, or NULL */
    guint depth;
    gboolean fresh; /* nothing stands in the object yet */
} Schema;

static void append_text(GString *into, const char *text)
{
    json_append_string(into, text, strlen(text));
}

static void line_begin(Schema *schema)
{
    g_string_append(schema->text, schema->fresh ? "\n" : ",\n");
    for (guint i = 0; i < schema->depth; i++)
        g_string_append(schema->text, "  ");
    schema->fresh = FALSE;
}

static void key_begin(Schema *schema, const char *key)
{
    line_begin(schema);
    append_text(schema->text, key);
    g_string_append(schema->text, ": ");
}

static void key_text(Schema *schema, const char *key, const char *text)
{
    g_autofree char *shown = identity_hide(text);

    key_begin(schema, key);
    append_text(schema->text, shown);
}

static void object_open(Schema *schema)
{
    g_string_append_c(schema->text, '{');
    schema->depth++;
    schema->fresh = TRUE;
}

static void object_close(Schema *schema)
{
    schema->depth--;
    schema->fresh = TRUE;
    line_begin(schema);
    g_string_append_c(schema->text, '}');
    schema->fresh = FALSE;
}

static void append_fields(Schema *schema, const Field *fields, guint n_fields, gboolean dated);

/* A value by its name, with its label as the title; one that looks like a number also as that. */
static void append_choice(Schema *schema, const Choice *choice)
{
    const char *label = labels_get(choice->labels, schema->language);
    gint64 number;

    line_begin(schema);
    g_string_append(schema->text, "{ \"const\": ");
    append_text(schema->text, choice->name);
    if (label) {
        g_string_append(schema->text, ", \"title\": ");
        append_text(schema->text, label);
    }
    g_string_append(schema->text, " }");
    if (core_integer(choice->name, &number) == CORE_MATCH) {
        line_begin(schema);
        g_string_append_printf(schema->text, "{ \"const\": %" G_GINT64_FORMAT " }", number);
    }
}

/* Labels are taken as well, in any language, maybe in quotation marks. */
static void append_choices(Schema *schema, const Field *field)
{
    g_autoptr(GString) pattern = g_string_new("^\\s*" MARK "(");

    for (guint i = 0; i < field->n_choices; i++) {
        const Choice *choice = &field->choices[i];
        append_choice(schema, choice);
        g_autofree char *name = g_regex_escape_string(choice->name, -1);
        g_string_append_printf(pattern, "%s%s", i ? "|" : "", name);
        for (guint j = 0; j < choice->labels.count; j++) {
            g_autofree char *label = g_regex_escape_string(choice->labels.items[j].text, -1);
            g_string_append_printf(pattern, "|%s", label);
        }
    }
    g_string_append(pattern, ")[”’」＂]?\\s*$");
    line_begin(schema);
    g_string_append(schema->text, "{ \"type\": \"string\", \"pattern\": ");
    append_text(schema->text, pattern->str);
    g_string_append(schema->text, " }");
}

/* What one value may be: members of anyOf, each on a line. */
static void append_forms(Schema *schema, const Field *field)
{
    if (field->kind == FIELD_CHOICE) {
        append_choices(schema, field);
        return;
    }
    line_begin(schema);
    if (field->kind == FIELD_RECORD && schema->tree && field->fields == schema->tree) {
        g_string_append(schema->text, "{ \"$ref\": \"#/$defs/record\" }");
    } else if (field->kind == FIELD_RECORD) {
        object_open(schema);
        append_fields(schema, field->fields, field->n_fields, FALSE);
        object_close(schema);
    } else {
        g_string_append(schema->text, forms[field->kind]);
    }
}

static void append_default(Schema *schema, const Field *field)
{
    const gboolean bare = field->kind == FIELD_BOOLEAN || field->kind == FIELD_INTEGER ||
                          field->kind == FIELD_NUMBER || field->kind == FIELD_YEAR;
    const Value value = field_default(field);

    if (value.kind == VALUE_NONE)
        return;
    key_begin(schema, "default");
    if (!bare)
        append_text(schema->text, field->fallback);
    else if (value.kind == VALUE_BOOLEAN)
        g_string_append(schema->text, value.boolean ? "true" : "false");
    else if (value.kind == VALUE_INTEGER)
        g_string_append_printf(schema->text, "%" G_GINT64_FORMAT, value.integer);
    else {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_string_append(schema->text, g_ascii_dtostr(number, sizeof number, value.number));
    }
}

static void list_open(Schema *schema, const char *key)
{
    key_begin(schema, key);
    g_string_append_c(schema->text, '[');
    schema->depth++;
    schema->fresh = TRUE;
}

static void list_close(Schema *schema)
{
    schema->depth--;
    schema->fresh = TRUE;
    line_begin(schema);
    g_string_append_c(schema->text, ']');
    schema->fresh = FALSE;
}

/* A single value is a list of one, and nothing behind a name is no value. */
static void append_value(Schema *schema, const Field *field)
{
    if (field->kind == FIELD_ANY)
        return;
    list_open(schema, "anyOf");
    append_forms(schema, field);
    if (field->list) {
        line_begin(schema);
        object_open(schema);
        key_text(schema, "type", "array");
        key_begin(schema, "items");
        object_open(schema);
        list_open(schema, "anyOf");
        append_forms(schema, field);
        list_close(schema);
        object_close(schema);
        object_close(schema);
    }
    if (!field->required) {
        line_begin(schema);
        g_string_append(schema->text, "{ \"type\": \"null\" }");
    }
    list_close(schema);
}

static void append_field(Schema *schema, const Field *field)
{
    const char *label = labels_get(field->labels, schema->language);
    const char *help = labels_get(field->help, schema->language);
    const char *example = labels_get(field->example, schema->language);

    key_begin(schema, field->name);
    object_open(schema);
    if (label)
        key_text(schema, "title", label);
    if (help)
        key_text(schema, "description", help);
    if (example && field->kind == FIELD_TEXT && !field->list) {
        list_open(schema, "examples");
        line_begin(schema);
        append_text(schema->text, example);
        list_close(schema);
    }
    append_default(schema, field);
    append_value(schema, field);
    object_close(schema);
}

/* `dated`: the name of a file may fill the date. */
static void append_required(Schema *schema, const Field *fields, guint n_fields, gboolean dated)
{
    list_open(schema, "required");
    for (guint i = 0; i < n_fields; i++) {
        if (!fields[i].required || (dated && i == COMMON_DATE))
            continue;
        line_begin(schema);
        append_text(schema->text, fields[i].name);
    }
    list_close(schema);
}

static void append_fields(Schema *schema, const Field *fields, guint n_fields, gboolean dated)
{
    key_text(schema, "type", "object");
    key_begin(schema, "properties");
    object_open(schema);
    for (guint i = 0; i < n_fields; i++)
        append_field(schema, &fields[i]);
    object_close(schema);
    append_required(schema, fields, n_fields, dated);
    key_begin(schema, "additionalProperties");
    g_string_append(schema->text, "false");
}

static void append_head(Schema *schema, const char *name, Labels labels)
{
    g_autofree char *id = g_strconcat("urn:broadside:schema:", name, NULL);
    const char *label = labels_get(labels, schema->language);

    key_text(schema, "$schema", DRAFT);
    key_text(schema, "$id", id);
    key_text(schema, "title", label ? label : name);
}

char *schema_format(const Type *type, const char *language)
{
    Schema schema = {.text = g_string_new(NULL), .language = language};

    object_open(&schema);
    append_head(&schema, type->name, type->labels);
    append_fields(&schema, type->fields, type->n_fields, type->folder != NULL);
    object_close(&schema);
    g_string_append_c(schema.text, '\n');
    return g_string_free(schema.text, FALSE);
}

char *schema_format_whole(const Field *whole, Labels labels, const char *language)
{
    Schema schema = {.text = g_string_new(NULL), .language = language, .tree = whole->fields};

    object_open(&schema);
    append_head(&schema, whole->name, labels);
    append_value(&schema, whole);
    key_begin(&schema, "$defs");
    object_open(&schema);
    key_begin(&schema, "record");
    object_open(&schema);
    append_fields(&schema, whole->fields, whole->n_fields, FALSE);
    object_close(&schema);
    object_close(&schema);
    object_close(&schema);
    g_string_append_c(schema.text, '\n');
    return g_string_free(schema.text, FALSE);
}

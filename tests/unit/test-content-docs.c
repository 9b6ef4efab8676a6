/* SPDX-License-Identifier: MIT */
/*
 * The tables of docs/content-types.md, docs/data.md and docs/configuration.md stand between markers and come
 * from the type files. UPDATE=1 (make expected) writes them. Runs in the project's folder.
 */
#include "test-content-site.h"

#define BEGIN "<!-- fields of %s -->\n"
#define END "<!-- end -->\n"

static const char *const form_names[] = {
    [FIELD_ANY] = "anything",  [FIELD_TEXT] = "text",
    [FIELD_SLUG] = "slug",     [FIELD_PATH] = "path",
    [FIELD_URL] = "url",       [FIELD_INTEGER] = "integer",
    [FIELD_NUMBER] = "number", [FIELD_BOOLEAN] = "boolean",
    [FIELD_DATE] = "date",     [FIELD_YEAR] = "year",
    [FIELD_PERIOD] = "period", [FIELD_CHOICE] = "choice",
    [FIELD_FILE] = "file",     [FIELD_REFERENCE] = "reference",
    [FIELD_RECORD] = "record",
};

/* A bar would end the cell. */
static void append_cell(GString *into, const char *text)
{
    for (const char *p = text; *p; p++)
        g_string_append_printf(into, *p == '|' ? "\\%c" : "%c", *p);
}

static void append_form(GString *into, const Field *field)
{
    g_string_append_printf(into, "%s%s", field->list ? "list of: " : "", form_names[field->kind]);
    for (const char *const *to = field->targets; to && *to; to++)
        g_string_append_printf(into, "%s`%s`", to == field->targets ? " to " : ", ", *to);
    for (const char *const *word = field->words; word && *word; word++)
        g_string_append_printf(into, ", or `%s`", *word);
}

static void append_choices(GString *into, const Field *field)
{
    for (guint i = 0; i < field->n_choices; i++) {
        const Choice *choice = &field->choices[i];
        g_string_append_printf(into, "%s`%s` %s", i ? ", " : " ", choice->name,
                               labels_get(choice->labels, "zh-Hans"));
    }
    g_string_append(into, field->n_choices ? "." : "");
}

static void append_meaning(GString *into, const Field *field)
{
    const char *english = labels_get(field->help, "en"), *chinese = labels_get(field->help, "zh-Hans");

    g_string_append_printf(into, "%s %s.", labels_get(field->labels, "en"),
                           labels_get(field->labels, "zh-Hans"));
    append_choices(into, field);
    if (english) {
        g_string_append_c(into, ' ');
        append_cell(into, english);
        g_string_append_c(into, ' ');
        append_cell(into, chinese);
    }
}

/* What lies below the records of a tree: records with the same fields. */
static gboolean is_tree(const Field *field)
{
    return field->n_fields > 0 && field >= field->fields && field < field->fields + field->n_fields;
}

static void append_row(GString *into, const char *above, const Field *field)
{
    g_autofree char *name = g_strconcat(above, field->name, NULL);
    g_autofree char *below = g_strconcat(name, ".", NULL);

    g_string_append_printf(into, "| `%s` | ", name);
    append_form(into, field);
    g_string_append_printf(into, " | %s | ", field->required ? "yes" : "");
    if (field->fallback)
        g_string_append_printf(into, "`%s`", field->fallback);
    g_string_append(into, " | ");
    append_meaning(into, field);
    g_string_append(into, " |\n");
    for (guint i = 0; i < field->n_fields && !is_tree(field); i++)
        append_row(into, below, &field->fields[i]);
}

/* Of the common fields, those that the type wants. */
static gboolean is_told(const Type *type, const Type *any, guint index, gboolean common)
{
    if (common)
        return index < type->n_common;
    return index >= type->n_common || type->fields[index].required != any->fields[index].required;
}

static char *table_make(const Type *type, const Type *any, gboolean common)
{
    GString *table = g_string_new("| field | form | required | default | meaning |\n|---|---|---|---|---|\n");

    for (guint i = 0; i < type->n_fields; i++)
        if (is_told(type, any, i, common))
            append_row(table, "", &type->fields[i]);
    return g_string_free(table, FALSE);
}

/* What stands between the markers of `name` becomes `table`. */
static char *table_put(const char *text, const char *name, const char *table)
{
    g_autofree char *begin = g_strdup_printf(BEGIN, name);
    const char *start = strstr(text, begin);

    if (!start)
        g_error("the documents lack the line %s", begin);
    start += strlen(begin);
    const char *end = strstr(start, END);
    g_assert_nonnull(end);
    return g_strdup_printf("%.*s%s%s", (int)(start - text), text, table, end);
}

typedef struct {
    Arena *arena;
    Types *types;
    char *text;
} Document;

static Document document_read(const char *path)
{
    Document document = {.arena = arena_new()};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;

    document.types = types_load(NULL, document.arena, diagnostics, NULL);
    g_file_get_contents(path, &document.text, NULL, &error);
    g_assert_no_error(error);
    return document;
}

static void document_put(Document *document, const char *name, const Type *type, gboolean common)
{
    g_autofree char *table = table_make(type, types_by_name(document->types, "page"), common);
    char *text = table_put(document->text, name, table);

    g_free(document->text);
    document->text = text;
}

/* Each line of it, so that a difference is seen. */
static void document_close(Document *document, const char *path)
{
    g_autofree char *before = NULL;
    g_autoptr(GError) error = NULL;

    if (g_getenv("UPDATE"))
        g_file_set_contents(path, document->text, -1, &error);
    g_assert_no_error(error);
    g_file_get_contents(path, &before, NULL, NULL);
    g_auto(GStrv) found = g_strsplit(before, "\n", -1);
    g_auto(GStrv) wanted = g_strsplit(document->text, "\n", -1);
    for (guint i = 0; found[i] && wanted[i]; i++)
        g_assert_cmpstr(found[i], ==, wanted[i]);
    g_assert_cmpstr(before, ==, document->text);
    g_free(document->text);
    types_free(document->types);
    arena_free(document->arena);
}

static void test_types(void)
{
    Document document = document_read("docs/content-types.md");

    document_put(&document, "every type", types_by_name(document.types, "page"), TRUE);
    for (guint i = 0; i < types_count(document.types); i++) {
        const Type *type = types_at(document.types, i);
        document_put(&document, type->name, type, FALSE);
    }
    document_close(&document, "docs/content-types.md");
}

static void test_data(void)
{
    Document document = document_read("docs/data.md");

    for (guint i = 0; i < types_data_count(document.types); i++) {
        const Type *type = types_data(document.types, i);
        document_put(&document, type->name, type, FALSE);
    }
    document_close(&document, "docs/data.md");
}

static void test_config(void)
{
    Document document = document_read("docs/configuration.md");

    document_put(&document, "broadside.yaml", types_site(document.types), FALSE);
    document_close(&document, "docs/configuration.md");
}

/* Whoever reads one of the two languages only is told the same. */
static void check_languages(const Field *field)
{
    const Labels all[] = {field->labels, field->help, field->example};

    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        if (i > 0 && all[i].count == 0)
            continue;
        if (all[i].count != 2 || strcmp(all[i].items[0].language, "en") != 0 ||
            strcmp(all[i].items[1].language, "zh-Hans") != 0)
            g_error("the field '%s' is not described in both languages", field->name);
    }
    for (guint i = 0; i < field->n_choices; i++)
        g_assert_cmpuint(field->choices[i].labels.count, ==, 2);
    for (guint i = 0; i < field->n_fields; i++)
        check_languages(&field->fields[i]);
}

static void test_languages(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Types) types = types_load(NULL, arena, diagnostics, NULL);

    for (guint i = 0; i <= types_count(types); i++) {
        const Type *type = i < types_count(types) ? types_at(types, i) : types_site(types);
        g_assert_cmpuint(type->labels.count, ==, 2);
        for (guint j = 0; j < type->n_fields; j++)
            check_languages(&type->fields[j]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/docs/types", test_types);
    g_test_add_func("/content/docs/config", test_config);
    g_test_add_func("/content/docs/data", test_data);
    g_test_add_func("/content/docs/languages", test_languages);
    return g_test_run();
}

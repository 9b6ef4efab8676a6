/* SPDX-License-Identifier: MIT */
/* What the type files say stands in the documents too. Runs in the project's folder. */
#include "test-content-site.h"

/* `text` from the heading that begins with `heading` up to the next one. */
static char *section_of(const char *text, const char *heading)
{
    const char *start = strstr(text, heading);

    g_assert_nonnull(start);
    const char *end = strstr(start + 1, "\n## ");
    return end ? g_strndup(start, (gsize)(end - start)) : g_strdup(start);
}

static void check_row(const char *section, const char *name, const Field *field)
{
    g_autofree char *start = g_strdup_printf("\n| `%s` | ", name);
    const char *row = strstr(section, start);

    if (!row)
        g_error("the documents lack a row for '%s'", name);
    g_autofree char *line = g_strndup(row + 1, strcspn(row + 1, "\n"));
    g_assert_true((strstr(line, "list of: ") != NULL) == field->list);
    for (guint i = 0; i < field->n_choices; i++) {
        g_autofree char *choice = g_strdup_printf("`%s`", field->choices[i].name);
        g_assert_nonnull(strstr(line, choice));
    }
    if (field->fallback)
        g_assert_nonnull(strstr(line, field->fallback));
    for (guint i = 0; i < field->n_fields; i++) {
        g_autofree char *nested = g_strconcat(name, ".", field->fields[i].name, NULL);
        check_row(section, nested, &field->fields[i]);
    }
}

static char *document_read(const char *path)
{
    char *text = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    return text;
}

static void test_types(void)
{
    g_autofree char *text = document_read("docs/content-types.md");
    g_autofree char *common = section_of(text, "\n## Every type");
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Types) types = types_load(NULL, arena, diagnostics, NULL);
    const Type *page = types_by_name(types, "page");
    const guint n_common = page->n_fields - 1; /* page has one of its own */

    for (guint i = 0; i < types_count(types); i++) {
        const Type *type = types_at(types, i);
        g_autofree char *heading = g_strdup_printf("\n## %s ", type->name);
        g_autofree char *section = section_of(text, heading);
        for (guint j = 0; j < type->n_fields; j++)
            check_row(j < n_common ? common : section, type->fields[j].name, &type->fields[j]);
    }
}

static void test_data(void)
{
    g_autofree char *text = document_read("docs/data.md");
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Types) types = types_load(NULL, arena, diagnostics, NULL);

    for (guint i = 0; i < types_data_count(types); i++) {
        const Type *type = types_data(types, i);
        g_autofree char *heading = g_strdup_printf("\n## %s ", type->name);
        g_autofree char *section = section_of(text, heading);
        for (guint j = 0; j < type->n_fields; j++)
            if (type->fields[j].fields != type->fields) /* a tree has no end */
                check_row(section, type->fields[j].name, &type->fields[j]);
    }
}

static void test_config(void)
{
    g_autofree char *text = document_read("docs/configuration.md");
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Types) types = types_load(NULL, arena, diagnostics, NULL);
    const Type *site = types_site(types);

    for (guint i = 0; i < site->n_fields; i++)
        check_row(text, site->fields[i].name, &site->fields[i]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/docs/types", test_types);
    g_test_add_func("/content/docs/config", test_config);
    g_test_add_func("/content/docs/data", test_data);
    return g_test_run();
}

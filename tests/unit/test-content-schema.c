/* SPDX-License-Identifier: MIT */
/* The schema of a tree, which has no end; that of types is held by tests/schema.t. */
#include "content/schema.h"

#include <string.h>

static guint count(const char *text, const char *word)
{
    guint found = 0;

    for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
        found++;
    return found;
}

static void test_tree(void)
{
    static Field fields[] = {
        {.name = "name", .kind = FIELD_TEXT, .required = TRUE},
        {.name = "below", .kind = FIELD_RECORD, .list = TRUE},
    };
    const Field whole = {.name = "grid", .kind = FIELD_RECORD, .list = TRUE, .fields = fields, .n_fields = 2};
    const Label label = {"zh-Hans", "网格"};

    fields[1].fields = fields;
    fields[1].n_fields = 2;
    g_autofree char *schema = schema_format_whole(&whole, (Labels){&label, 1}, "zh-Hans");
    g_assert_nonnull(strstr(schema, "\"title\": \"网格\""));
    g_assert_cmpuint(count(schema, "\"$ref\": \"#/$defs/record\""), ==, 4);
    g_assert_cmpuint(count(schema, "\"properties\""), ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/schema/tree", test_tree);
    return g_test_run();
}

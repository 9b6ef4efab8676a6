/* SPDX-License-Identifier: MIT */

/* The examples of the GitHub Flavored Markdown specification, from the version of cmark-gfm that is installed
 * (tools/fetch-spec), and those of markdown-cjk-friendly. Run where the Makefile is. */

#include "markup-render.h"

#include <stdlib.h>

#define SPECIFICATION "build/cmark-gfm-spec.txt"
#define DIFFERENCES "tests/gfm-spec/differences"
#define CJK_FRIENDLY "tests/gfm-spec/cjk-friendly.txt"
#define FENCE "````````````````````````````````"

typedef struct {
    guint number;
    char *markdown;
    char *html;
    const char *difference; /* the HTML that is expected instead, or NULL */
    gboolean heading_id;    /* it is the same but for the ids of headings */
} Example;

/* Text in which → is a tab, as in the specification. */
static char *file_read(const char *path)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    GString *tabbed;

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    tabbed = g_string_new(text);
    g_string_replace(tabbed, "→", "\t", 0);
    return g_string_free(tabbed, FALSE);
}

/* The next fenced block at or after *text that `name` follows: the rest of its first line in `info`, and its
 * lines. NULL at the end. */
static char *fence_next(char **text, const char *name, char **info)
{
    g_autofree char *opening = g_strconcat("\n" FENCE " ", name, NULL);
    char *start = strstr(*text, opening);

    if (start == NULL)
        return NULL;
    start += strlen(opening);
    char *body = strchr(start, '\n') + 1;
    char *end = strstr(body - 1, "\n" FENCE "\n");
    g_assert_nonnull(end);
    *info = g_strndup(start, (gsize)(body - start));
    *text = end + 1;
    return g_strndup(body, (gsize)(end + 1 - body));
}

static GPtrArray *examples_read(const char *path)
{
    g_autofree char *text = file_read(path);
    GPtrArray *examples = g_ptr_array_new();
    char *place = text, *info, *body;

    while ((body = fence_next(&place, "example", &info)) != NULL) {
        /* The Markdown may be empty: the dot is then on the first line. */
        char *dot = g_str_has_prefix(body, ".\n") ? body : strstr(body, "\n.\n") + 1;
        Example *example = g_new0(Example, 1);
        example->number = examples->len + 1;
        example->html = g_strdup(dot + 2);
        example->markdown = g_strndup(body, (gsize)(dot - body));
        g_ptr_array_add(examples, example);
        g_free(info);
        g_free(body);
    }
    return examples;
}

static Example *example_get(GPtrArray *examples, guint number)
{
    g_assert_cmpuint(number, >=, 1);
    g_assert_cmpuint(number, <=, examples->len);
    return g_ptr_array_index(examples, number - 1);
}

static void differences_read(GPtrArray *examples)
{
    g_autofree char *text = file_read(DIFFERENCES);
    char *place = text, *info, *body;

    g_autofree char *ids = fence_next(&place, "heading-ids", &info);
    g_auto(GStrv) numbers = g_strsplit_set(g_strstrip(ids), " \n", -1);
    for (char **number = numbers; *number != NULL; number++)
        example_get(examples, (guint)g_ascii_strtoull(*number, NULL, 10))->heading_id = TRUE;
    g_free(info);
    while ((body = fence_next(&place, "difference", &info)) != NULL) {
        example_get(examples, (guint)g_ascii_strtoull(info, NULL, 10))->difference = body;
        g_free(info);
    }
}

static void test_example(gconstpointer data)
{
    const Example *example = data;
    g_autofree char *html = markup_render(example->markdown, TRUE, NULL);

    if (example->difference != NULL) {
        g_assert_cmpstr(html, ==, example->difference);
        g_assert_cmpstr(html, !=, example->html);
    } else if (example->heading_id) {
        g_autofree char *stripped = markup_strip_heading_ids(html);
        g_assert_cmpstr(stripped, ==, example->html);
        g_assert_cmpstr(html, !=, example->html);
    } else {
        g_assert_cmpstr(html, ==, example->html);
    }
}

static void examples_add(const char *path, GPtrArray *examples)
{
    for (guint i = 0; i < examples->len; i++) {
        const Example *example = g_ptr_array_index(examples, i);
        g_autofree char *name = g_strdup_printf("%s/%03u", path, example->number);
        g_test_add_data_func(name, example, test_example);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (!g_file_test(SPECIFICATION, G_FILE_TEST_EXISTS)) {
        g_printerr("%s is missing: make %s\n", SPECIFICATION, SPECIFICATION);
        return EXIT_FAILURE;
    }

    GPtrArray *specification = examples_read(SPECIFICATION);
    GPtrArray *friendly = examples_read(CJK_FRIENDLY);
    differences_read(specification);
    g_assert_cmpuint(specification->len, >=, 649);
    g_assert_cmpuint(friendly->len, >=, 100);
    examples_add("/markup/gfm", specification);
    examples_add("/markup/cjk-friendly", friendly);
    return g_test_run();
}

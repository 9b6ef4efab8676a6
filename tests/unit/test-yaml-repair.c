/* SPDX-License-Identifier: MIT */
/* Full-width colons behind names: what is read in spite of them, and what is left alone. */
#include "test-content-site.h"
#include "yaml/yaml-repair.h"
#include "yaml/yaml.h"

static void append_node(GString *into, const YamlNode *node)
{
    const YamlNode *at = node + 1;

    if (node->kind == YAML_SCALAR) {
        g_string_append_printf(into, "%s@%u:%u", node->text, node->line, node->column);
        return;
    }
    g_string_append_c(into, node->kind == YAML_MAP ? '{' : '[');
    for (guint i = 0; i < node->count; i++, at = yaml_next(at)) {
        g_string_append(into, i ? ", " : "");
        append_node(into, at);
        if (node->kind != YAML_MAP)
            continue;
        at = yaml_next(at);
        g_string_append(into, ": ");
        append_node(into, at);
    }
    g_string_append_c(into, node->kind == YAML_MAP ? '}' : ']');
}

static char *read_text(const char *text)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Source) source = source_new_take("a.yaml", g_strdup(text), strlen(text));
    g_autofree YamlNode *top = yaml_parse(source, 0, source->length, YAML_TOP_ANY, arena, diagnostics);
    GString *found = g_string_new(NULL);

    if (top)
        append_node(found, top);
    g_autofree char *messages = test_messages(diagnostics);
    g_string_append(found, messages);
    return g_string_free(found, FALSE);
}

static void test_read(void)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"a：b\n", "{a@1:1: b@1:3}"},
        {"标题：停水\n日期：1\n", "{标题@1:1: 停水@1:4, 日期@2:1: 1@2:4}"},
        {"a ： b\n", "{a@1:1: b@1:5}"},
        {"a：\n  - b\n", "{a@1:1: [b@2:5]}"},
        {"a:　b\n", "{a@1:1: b@1:4}"},
        {"a:\xc2\xa0"
         "b\n",
         "{a@1:1: b@1:4}"},
        {"a：　b\n", "{a@1:1: b@1:4}"},
        {"a：\tb\r\nc：d\r\n", "{a@1:1: b@1:4, c@2:1: d@2:3}"},
        {"a：\"b：c\"\n", "{a@1:1: b：c@1:3}"},
        {"a：[b, c]\n", "{a@1:1: [b@1:4, c@1:7]}"},
        {"r:\n  a：1\n  b: 2\n", "{r@1:1: {a@2:3: 1@2:5, b@3:3: 2@3:6}}"},
        {"r：\n  a：1\n  b：2\n", "{r@1:1: {a@2:3: 1@2:5, b@3:3: 2@3:5}}"},
        {"r:\n  - a：1\n    b：2\n  - a：3\n    b: 4\n",
         "{r@1:1: [{a@2:5: 1@2:7, b@3:5: 2@3:7}, {a@4:5: 3@4:7, b@5:5: 4@5:8}]}"},
        {"- 队名：a\n  人数: 2\n- 队名：b\n", "[{队名@1:3: a@1:6, 人数@2:3: 2@2:7}, 队名：b@3:3]"},
        {"- 队名：a\n  人数：2\n  年:\n    - 度：1\n",
         "[{队名@1:3: a@1:6, 人数@2:3: 2@2:6, 年@3:3: [度：1@4:7]}]"},
        /* Texts that hold such a colon. */
        {"a: 时间：9：00\n", "{a@1:1: 时间：9：00@1:4}"},
        {"a:\n  - 电话：1\n  - 地址：2\n", "{a@1:1: [电话：1@2:5, 地址：2@3:5]}"},
        {"a:\n  - tel：1\n", "{a@1:1: [tel：1@2:5]}"},
        {"a:\n  地点：1\n", "{a@1:1: 地点：1@2:3}"},
        {"a: x\n  地点：1\n", "{a@1:1: x 地点：1@1:4}"},
        {"x：1\na:\n  - 电话：1\n  - 地址：2\n", "{x@1:1: 1@1:3, a@2:1: [电话：1@3:5, 地址：2@4:5]}"},
        {"x：1\na: y\n  地点：1\n", "{x@1:1: 1@1:3, a@2:1: y 地点：1@2:4}"},
        {"x：1\na: |\n  地点：1\n\n  b: c\n", "{x@1:1: 1@1:3, a@2:1: 地点：1\n\nb: c\n@2:4}"},
        {"x：1\na: \"b\n  c：d\"\ne：f\n", "{x@1:1: 1@1:3, a@2:1: b c：d@2:4, e@4:1: f@4:3}"},
        {"x：1\na: [b,\n  c：d]\ne：f\n", "{x@1:1: 1@1:3, a@2:1: [b@2:5, c：d@3:3], e@4:1: f@4:3}"},
        /* Another mistake beside: in the author's columns. */
        {"a：b\nc：d: e\n", "a.yaml:2:4: error: a second ': ' on the line = write c: \"d: e\""},
        {"a：b\na：c\n",
         "{a@1:1: b@1:3, a@2:1: c@2:3}a.yaml:2:1: error: 'a' is written twice = remove one of "
         "them; the other one is on line 1"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = read_text(cases[i].text);
        g_assert_cmpstr(found, ==, cases[i].found);
    }
}

/* Whatever it holds, it ends, and what was mended says the same but for colons and spaces. */
static void test_random(void)
{
    static const char *const pieces[] = {"a",    "标题",   "：", ": ", ":",  "　", "\n", "\n  ",
                                         "\n- ", "\n  - ", "|",  ">",  "\"", "'",  "[",  "]",
                                         "{",    "}",      "#",  " #", ",",  "\\", "\t", "\r\n"};

    for (guint i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int j = g_test_rand_int_range(0, 24); j > 0; j--)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_autofree char *found = read_text(text->str);
        g_autoptr(YamlRepair) repair = yaml_repair_new(text->str, text->len, FALSE);
        if (!repair)
            continue;
        g_assert_true(g_utf8_validate(repair->text->str, -1, NULL));
        for (guint column = 1; column < 8; column++)
            g_assert_cmpuint(yaml_repair_column(repair, 0, column), >=, column - 1);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/yaml-repair/read", test_read);
    g_test_add_func("/yaml-repair/random", test_random);
    return g_test_run();
}

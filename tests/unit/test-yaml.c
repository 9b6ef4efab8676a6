/* SPDX-License-Identifier: MIT */
#include "content/core.h"
#include "test-content-site.h"
#include "yaml/yaml.h"

#include <math.h>

typedef struct {
    Arena *arena;
    Source *source;
    Diagnostics *diagnostics;
    YamlNode *top;
} Parsed;

static void parsed_clear(Parsed *parsed)
{
    g_free(parsed->top);
    source_free(parsed->source);
    diagnostics_free(parsed->diagnostics);
    arena_free(parsed->arena);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parsed, parsed_clear)

static Parsed parse(const char *text, YamlTop top)
{
    Parsed parsed = {.arena = arena_new(), .diagnostics = diagnostics_new()};

    parsed.source = source_new_take("a.yaml", g_strdup(text), strlen(text));
    parsed.top = yaml_parse(parsed.source, 0, parsed.source->length, top, parsed.arena, parsed.diagnostics);
    return parsed;
}

static void expect(const char *text, const char *messages)
{
    g_auto(Parsed) parsed = parse(text, YAML_TOP_MAP);
    g_autofree char *found = test_messages(parsed.diagnostics);

    g_assert_cmpstr(found, ==, messages);
}

static void check_place(const YamlNode *node, guint line, guint column)
{
    g_assert_cmpuint(node->line, ==, line);
    g_assert_cmpuint(node->column, ==, column);
}

static void test_positions(void)
{
    g_auto(Parsed) parsed = parse("标题: 通知 # x\ntags:\n  - a\n  - '乙'\nr: { 名: b }\n", YAML_TOP_MAP);
    const YamlNode *top = parsed.top;

    g_assert_nonnull(top);
    g_assert_cmpuint(top->count, ==, 3);
    check_place(top, 1, 1);
    const YamlNode *title = yaml_first(top);
    check_place(title, 1, 1);
    check_place(title + 1, 1, 5);
    g_assert_cmpstr(title[1].text, ==, "通知");
    g_assert_true(title[1].plain);
    const YamlNode *tags = yaml_get(top, "tags");
    g_assert_cmpint(tags->kind, ==, YAML_LIST);
    check_place(tags, 3, 3);
    check_place(yaml_first(tags), 3, 5);
    const YamlNode *second = yaml_next(yaml_first(tags));
    check_place(second, 4, 5);
    g_assert_false(second->plain);
    const YamlNode *record = yaml_get(top, "r");
    check_place(record, 5, 4);
    check_place(yaml_first(record), 5, 6);
    check_place(yaml_first(record) + 1, 5, 9);
    g_assert_null(yaml_get(top, "x"));
}

static void test_part(void)
{
    const char text[] = "---\r\na: b\r\nc: d\r\n---\r\n: ] [\r\n";
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Source) source = source_new_take("a.md", g_strdup(text), strlen(text));
    g_autofree YamlNode *top = yaml_parse(source, 5, 17, YAML_TOP_MAP, arena, diagnostics);

    g_assert_nonnull(top);
    g_assert_cmpuint(top->count, ==, 2);
    check_place(yaml_get(top, "c"), 3, 4);
    g_assert_cmpstr(yaml_get(top, "a")->text, ==, "b");
}

static void test_empty(void)
{
    g_auto(Parsed) map = parse("# nothing\n", YAML_TOP_MAP);
    g_auto(Parsed) any = parse("", YAML_TOP_ANY);

    g_assert_cmpint(map.top->kind, ==, YAML_MAP);
    g_assert_cmpuint(map.top->count, ==, 0);
    g_assert_true(core_null(any.top));
}

static Value scalar(const char *text)
{
    g_auto(Parsed) parsed = parse(text, YAML_TOP_ANY);
    g_assert_nonnull(parsed.top);
    Value value = core_value(parsed.top, parsed.source, parsed.arena, parsed.diagnostics);
    if (value.kind == VALUE_TEXT)
        value.text = g_intern_string(value.text);
    return value;
}

static void test_core_text(void)
{
    static const char *const texts[] = {"yes", "no",   "on",    "off",  "N",     "y",   "tRUE", "2025-06-29",
                                        "1_0", "0b1",  "1.2.3", "-",    "+",     ".",   "1e",   "0o8",
                                        "0xg", "nULL", "12人",  "1:30", "-.nan", "+-1", "９"};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const Value value = scalar(texts[i]);
        g_assert_cmpint(value.kind, ==, strcmp(texts[i], "-") == 0 ? VALUE_LIST : VALUE_TEXT);
        if (value.kind == VALUE_TEXT)
            g_assert_cmpstr(value.text, ==, texts[i]);
    }
}

static void test_core_null(void)
{
    static const char *const texts[] = {"", "~", "null", "Null", "NULL"};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_cmpint(scalar(texts[i]).kind, ==, VALUE_NONE);
    g_assert_cmpint(scalar("''").kind, ==, VALUE_TEXT);
    g_assert_cmpint(scalar("'null'").kind, ==, VALUE_TEXT);
}

static void test_core_integer(void)
{
    static const struct {
        const char *text;
        gint64 number;
    } cases[] = {
        {"0", 0},
        {"-7", -7},
        {"+12", 12},
        {"0o17", 15},
        {"0xfF", 255},
        {"007", 7},
        {"9223372036854775807", G_MAXINT64},
        {"-9223372036854775808", G_MININT64},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Value value = scalar(cases[i].text);
        g_assert_cmpint(value.kind, ==, VALUE_INTEGER);
        g_assert_cmpint(value.integer, ==, cases[i].number);
    }
    g_assert_cmpint(scalar("9223372036854775808").kind, ==, VALUE_TEXT);
    g_assert_cmpint(scalar("-9223372036854775809").kind, ==, VALUE_TEXT);
    g_assert_cmpint(scalar("'5'").kind, ==, VALUE_TEXT);
}

static void test_core_number(void)
{
    g_assert_cmpfloat(scalar("1.5").number, ==, 1.5);
    g_assert_cmpfloat(scalar("-.5").number, ==, -0.5);
    g_assert_cmpfloat(scalar("3.").number, ==, 3);
    g_assert_cmpfloat(scalar("1e3").number, ==, 1000);
    g_assert_cmpfloat(scalar("2E-2").number, ==, 0.02);
    g_assert_cmpfloat(scalar("-.Inf").number, ==, -INFINITY);
    g_assert_true(isnan(scalar(".NaN").number));
    g_assert_cmpint(scalar("1e3").kind, ==, VALUE_NUMBER);
    g_assert_cmpint(scalar("1e999").kind, ==, VALUE_TEXT);
}

static void test_core_boolean(void)
{
    static const char *const yes[] = {"true", "True", "TRUE"};
    static const char *const no[] = {"false", "False", "FALSE"};

    for (gsize i = 0; i < 3; i++) {
        g_assert_cmpint(scalar(yes[i]).kind, ==, VALUE_BOOLEAN);
        g_assert_true(scalar(yes[i]).boolean);
        g_assert_cmpint(scalar(no[i]).kind, ==, VALUE_BOOLEAN);
        g_assert_false(scalar(no[i]).boolean);
    }
}

static void test_core_tree(void)
{
    g_auto(Parsed) parsed = parse("z: [1, x]\na:\n  b: 2.5\n  c:\n", YAML_TOP_ANY);
    const Value value = core_value(parsed.top, parsed.source, parsed.arena, parsed.diagnostics);

    g_assert_cmpint(value.kind, ==, VALUE_RECORD);
    g_assert_cmpstr(value.record.members[0].name, ==, "z");
    const Value *z = value_get(&value, "z");
    g_assert_cmpuint(z->list.count, ==, 2);
    g_assert_cmpint(z->list.items[0].integer, ==, 1);
    g_assert_cmpuint(z->list.items[1].column, ==, 8);
    g_assert_cmpfloat(value_get(value_get(&value, "a"), "b")->number, ==, 2.5);
    g_assert_cmpint(value_get(value_get(&value, "a"), "c")->kind, ==, VALUE_NONE);
    g_assert_null(value_get(&value, "b"));
    g_assert_null(value_get(z, "b"));
}

static void test_leading_zero(void)
{
    g_auto(Parsed) parsed = parse("a: 051912345\n", YAML_TOP_ANY);
    core_value(parsed.top, parsed.source, parsed.arena, parsed.diagnostics);
    g_autofree char *found = test_messages(parsed.diagnostics);

    g_assert_cmpstr(found, ==,
                    "a.yaml:1:4: warning: '051912345' is read as a number, which loses the zero in front = "
                    "put it in quotes if it is a telephone or document number: \"051912345\"");
}

static void test_duplicates(void)
{
    expect("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n",
           "a.yaml:4:3: error: 'c' is written twice = remove one of them; the other one is on line 3\n"
           "a.yaml:5:1: error: 'a' is written twice = remove one of them; the other one is on line 1");
    expect("a: 1\nb:\n  a: 1\n", "");
    g_autoptr(GString) large = g_string_new(NULL);
    for (guint i = 0; i < 100; i++)
        g_string_append_printf(large, "k%u: x\n", i % 99);
    expect(large->str,
           "a.yaml:100:1: error: 'k0' is written twice = remove one of them; the other one is on line 1");
}

static void test_syntax(void)
{
    static const struct {
        const char *text;
        const char *message; /* up to the hint */
    } cases[] = {
        {"a:\n\t- b\n", "a.yaml:2:1: error: a tab at the start of the line"},
        {"a: b\n\tc: d\n", "a.yaml:2:1: error: a tab at the start of the line"},
        {"a: b\n \tc\n", ""},
        {"a: \"b\nc: d\n", "a.yaml:1:4: error: a quote is opened here and never closed"},
        {"a: 'b\n", "a.yaml:1:4: error: a quote is opened here and never closed"},
        {"a: b: c\n", "a.yaml:1:5: error: a second ': ' on the line"},
        {"a: 1\n  b: 2\n", "a.yaml:2:3: error: this line is indented too far"},
        {"a: @b\n", "a.yaml:1:4: error: a text cannot begin with '@'"},
        {"a: *通*\n", "a.yaml:1:4: error: a text cannot begin with '*'"},
        {"a: !通 b\n", "a.yaml:1:4: error: a text cannot begin with '!'"},
        {"a: | b\n", "a.yaml:1:4: error: a text cannot begin with '|' or '>'"},
        {"a: [b, c\nd: e\n", "a.yaml:1:4: error: '[' is opened here and never closed, or a comma is missing"},
        {"a: {b: c\nd: e\n", "a.yaml:1:4: error: '{' is opened here and never closed, or a comma is missing"},
        {"a: ]\n", "a.yaml:1:4: error: a text cannot begin with ']'"},
        {"a: 'it's'\n", "a.yaml:1:8: error: text after the closing quote"},
        {"a: \"b\\qc\"\n",
         "a.yaml:1:6: error: '\\' followed by this character means nothing in double quotes"},
        {"a:\n  b: 1\n c: 2\n", "a.yaml:3:2: error: this line is not as deep as those above it"},
        {" a: 1\nb: 2\n", "a.yaml:2:1: error: this line is not as deep as those above it"},
        {"a: [b] c\n", "a.yaml:1:8: error: text after the closing bracket"},
        {"a:\n  - b：c\n@: d\n", "a.yaml:3:1: error: a text cannot begin with '@'"},
        {"a:\n  - b：c\nd\n", "a.yaml:3:1: error: a line like 'name: value' is expected"},
        {"a: [\n", "a.yaml:1:4: error: a bracket is opened here and never closed"},
        {"a: - b\n", "a.yaml:1:4: error: a list cannot begin here"},
        {"a: 1\nb\n", "a.yaml:2:1: error: a line like 'name: value' is expected"},
        {"a: 1\nb：c\n", ""},
        {"a：c\nb: 1\n", ""},
        {"a: 1\nb:c\n", "a.yaml:2:2: error: a line like 'name: value' is expected"},
        {"- a\n- b\n", "a.yaml:1:1: error: a list where lines like 'name: value' are expected"},
        {"a: &x b\n", "a.yaml:1:4: error: a name with '&' (an anchor) cannot be used here"},
        {"a: *x\n", "a.yaml:1:4: error: a reference with '*' (an alias) cannot be used here"},
        {"a: !x b\n", "a.yaml:1:4: error: a type with '!' (a tag) cannot be used here"},
        {"a: !!str b\n", "a.yaml:1:4: error: a type with '!' (a tag) cannot be used here"},
        {"[a]: b\n", "a.yaml:1:1: error: a name before a colon must be a text, not a list or fields"},
        {"? \n: b\n", "a.yaml:1:2: error: the name before the colon is missing"},
        {"a: \"b\\0c\"\n", "a.yaml:1:4: error: the text holds a control character"},
        {"a: b\n---\nc: d\n", "a.yaml:2:1: error: a second document begins here"},
        {"a: b\xe2\x80\xa8"
         "c\n",
         "a.yaml:1:5: error: an invisible line separator (U+2028) in the text"},
        {"a: b\xef\xbb\xbf"
         "c\n",
         "a.yaml:1:5: error: an invisible byte order mark (U+FEFF) in the text"},
        {"a: b\x07"
         "c\n",
         "a.yaml:1:5: error: an invisible control character (U+0007) in the text"},
        {"a: b\rc\n", "a.yaml:1:5: error: a carriage return (U+000D) within a line"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Parsed) parsed = parse(cases[i].text, YAML_TOP_MAP);
        g_autofree char *found = test_messages(parsed.diagnostics);
        char *hint = strstr(found, " = ");
        if (hint)
            *hint = '\0';
        g_assert_cmpstr(found, ==, cases[i].message);
        g_assert_true((parsed.top == NULL) == (*cases[i].message != '\0'));
    }
}

static void test_depth(void)
{
    for (guint depth = YAML_DEPTH_MAX - 1; depth <= YAML_DEPTH_MAX; depth++) {
        g_autoptr(GString) text = g_string_new("a: ");
        for (guint i = 0; i < depth; i++)
            g_string_append_c(text, '[');
        for (guint i = 0; i < depth; i++)
            g_string_append_c(text, ']');
        expect(text->str, depth < YAML_DEPTH_MAX
                              ? ""
                              : "a.yaml:1:67: error: lists and fields are nested too deep = no "
                                "more than 64 levels are read");
    }
}

static void test_size(void)
{
    g_autofree char *text = g_strnfill(YAML_SIZE_MAX + 1, ' ');
    expect(text,
           "a.yaml:1: error: more than 8 MB of YAML = long texts belong below the second '---'; large tables "
           "into several files");
}

static void test_count(void)
{
    g_autoptr(GString) text = g_string_new("a: [");
    for (guint i = 0; i < YAML_NODES_MAX; i++)
        g_string_append(text, "1,");
    g_string_append(text, "]\n");
    g_auto(Parsed) parsed = parse(text->str, YAML_TOP_MAP);
    g_autofree char *found = test_messages(parsed.diagnostics);
    g_assert_true(
        g_str_has_suffix(found, "error: the file holds more than 1,000,000 values = split the file"));
    g_assert_null(parsed.top);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/yaml/positions", test_positions);
    g_test_add_func("/yaml/part", test_part);
    g_test_add_func("/yaml/empty", test_empty);
    g_test_add_func("/yaml/core/text", test_core_text);
    g_test_add_func("/yaml/core/null", test_core_null);
    g_test_add_func("/yaml/core/integer", test_core_integer);
    g_test_add_func("/yaml/core/number", test_core_number);
    g_test_add_func("/yaml/core/boolean", test_core_boolean);
    g_test_add_func("/yaml/core/tree", test_core_tree);
    g_test_add_func("/yaml/core/leading-zero", test_leading_zero);
    g_test_add_func("/yaml/duplicates", test_duplicates);
    g_test_add_func("/yaml/syntax", test_syntax);
    g_test_add_func("/yaml/depth", test_depth);
    g_test_add_func("/yaml/size", test_size);
    g_test_add_func("/yaml/count", test_count);
    return g_test_run();
}

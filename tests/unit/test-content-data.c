/* SPDX-License-Identifier: MIT */
#include "content/csv.h"
#include "test-content-site.h"

/* The table as "name=value|name=value" a line, then what was reported. */
static char *table_text(const char *text)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Source) source = source_new_take("a.csv", g_strdup(text), strlen(text));
    GString *found = g_string_new(NULL);
    Value table;

    const gboolean good = csv_read(source, arena, diagnostics, &table, NULL);
    g_assert_true(good == (diagnostics_count(diagnostics, SEVERITY_ERROR) == 0));
    for (guint i = 0; i < table.list.count; i++) {
        const Value *record = &table.list.items[i];
        for (guint j = 0; j < record->record.count; j++)
            g_string_append_printf(found, "%s%s=%s", j ? "|" : "", record->record.members[j].name,
                                   record->record.members[j].value.text);
        g_string_append_c(found, ';');
    }
    g_autofree char *messages = test_messages(diagnostics);
    g_string_append(found, messages);
    return g_string_free(found, FALSE);
}

#define TOO_FEW(row)                                                                                         \
    "row " #row " has too few values: 1 instead of 2 = add a separator for each value that is left out"

static void test_csv(void)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        {"", ""},
        {"a,b\n", ""},
        {"a,b\n1,2\n3,4", "a=1|b=2;a=3|b=4;"},
        {"a,b\r\n1,2\r\n", "a=1|b=2;"},
        {"a\n\"x,y\"\n", "a=x,y;"},
        {"a\n\"x\"\"y\"\n", "a=x\"y;"},
        {"a,b\n\"x\r\ny\",2\n", "a=x\r\ny|b=2;"},
        {"a,b\n,\n\n1,\n", "a=1|b=;"},
        {"a,b\n , \n1,\n", "a=1|b=;"},
        {"a,b\n\"\",\"\"\n", ""},
        {" 名称 ,数量\n桌, 2 \n", "名称=桌|数量= 2 ;"},
        {"a,b,,\n1,2,,\n", "a=1|b=2;"},
        {"a\n1\"2\n", "a=1\"2;"},
        {"a\n007\n", "a=007;"},
        {"a,b\n1\n", "a.csv:2: error: " TOO_FEW(2)},
        {"a,b\n1,2,3\n4,5\n",
         "a=4|b=5;a.csv:2: error: row 2 has too many values: 3 instead of 2 = put a value "
         "that holds a separator in double quotes"},
        {"a,b\n1,2,,\n", "a=1|b=2;"},
        {"a,b\n\"x\ny\",1\n1\n", "a=x\ny|b=1;a.csv:4: error: " TOO_FEW(3)},
        {"a,b\n\n1\n", "a.csv:3: error: " TOO_FEW(3)},
        {"\na,b\n1\n", "a.csv:3: error: " TOO_FEW(3)},
        {"a,b\n1,\"2\n",
         "a.csv:2:3: error: a quote is opened here and never closed = close the value with '\"' = "
         "row 2, column B"},
        {"a,b\n1,\"2\"x\n3,4\n",
         "a=3|b=4;a.csv:2:6: error: the value goes on after its closing quote = write a quote within a value "
         "twice, and a separator between two values = row 2, column B"},
        {"a,b, a\n",
         "a.csv:1:5: error: two columns are called ' a' = give each column a name of its own = row "
         "1, column C"},
        {"a,\n1,中\n", "a=1;a.csv:2:3: error: this value stands in a column without a name = name the column "
                       "in the first row = row 2, column B"},
        {"a;b\n1,5;2\n", "a=1,5|b=2;"},
        {"a\tb\n\"1\t5\"\t2,0\n", "a=1\t5|b=2,0;"},
        {"名称，数量\n桌，2\n", "名称=桌|数量=2;"},
        {"a，b,c\n1,2\n", "a，b=1|c=2;"},
        {"sep=;\na,b;c\n1;2\n", "a,b=1|c=2;"},
        {"\"sep=|\"\r\na|b\r\n1|2\r\n", "a=1|b=2;"},
        {"sep=,x\n1,2\n", "sep==1|x=2;"},
        {"\"a,;;;b\";c\n1;2\n", "a,;;;b=1|c=2;"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = table_text(cases[i].text);
        g_assert_cmpstr(found, ==, cases[i].found);
    }
}

static void test_csv_places(void)
{
    const char text[] = "a,b\n\"x\ny\",中,x\n甲,乙\n";
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Source) source = source_new_take("a.csv", g_strdup(text), strlen(text));
    Value table;

    csv_read(source, arena, diagnostics, &table, NULL);
    const Value *value = value_get(&table.list.items[0], "b");
    g_assert_cmpuint(value->line, ==, 4);
    g_assert_cmpuint(value->column, ==, 3);
    g_assert_cmpuint(table.list.items[0].line, ==, 4);
}

static void test_load(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "data/facts.yaml",
                    "area: 1.2\nhouseholds: 3120\nsince: 1998-05-01\nlist: [a, true]\n");
    test_site_write(site, "data/账目.csv", "\xef\xbb\xbf项目,金额\r\n水费,\"1,200\"\r\n");
    test_site_write(site, "data/empty.yaml", "# nothing\n");
    test_site_write(site, "data/.x.yaml", "[");
    test_site_write(site, "data/sub/a.yaml", "[");
    test_site_load(site);
    test_site_expect(site, "");
    const Value *data = &site->content->data;
    g_assert_cmpuint(data->record.count, ==, 3);
    const Value *profile = value_get(data, "facts");
    g_assert_cmpfloat(value_get(profile, "area")->number, ==, 1.2);
    g_assert_cmpint(value_get(profile, "households")->integer, ==, 3120);
    g_assert_cmpint(value_get(profile, "since")->kind, ==, VALUE_TEXT);
    g_assert_cmpstr(value_get(&value_get(data, "账目")->list.items[0], "金额")->text, ==, "1,200");
    g_assert_cmpint(value_get(data, "empty")->kind, ==, VALUE_NONE);
    const Source *source = g_hash_table_lookup(site->content->data_sources, "账目");
    g_assert_cmpstr(source->name, ==, "data/账目.csv");
}

static void test_load_broken(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "data/a.csv", "a\n");
    test_site_write(site, "data/a.yaml", "a: b\n");
    test_site_write(site, "data/b.yaml", "a: [\n");
    test_site_write(site, "data/c.csv", "\xb9\xff\n");
    test_site_write(site, "data/d.xlsx", "x");
    test_site_write(site, "data/e.yml", "x");
    test_site_write(site, "data/f.CSV", "x");
    test_site_write(site, "data/g.txt", "x");
    g_autofree char *large = g_strnfill(8 * 1024 * 1024 + 1, 'x');
    test_site_write(site, "data/h.csv", large);
    test_site_load(site);
    g_autofree char *found = test_messages(site->diagnostics);
    g_assert_nonnull(strstr(found, "data/c.csv:1:1: error: the text is taken for GB18030"));
    g_auto(GStrv) lines = g_strsplit(found, "\n", -1);
    g_autoptr(GString) others = g_string_new(NULL);
    for (char **line = lines; *line; line++)
        if (!g_str_has_prefix(*line, "data/c.csv"))
            g_string_append_printf(others, "%s\n", *line);
    g_assert_cmpstr(
        others->str, ==,
        "data/a.yaml: error: templates see this file and data/a.csv under the same name 'a' = rename or "
        "remove one of them\n"
        "data/b.yaml:1:4: error: a bracket is opened here and never closed = write a list as [one, two], and "
        "a text that begins so in quotes\n"
        "data/d.xlsx: error: this is no workbook = open it in Excel or WPS, and save it as .xlsx or as CSV "
        "UTF-8\n"
        "data/e.yml: warning: this file is not read = let its name end in '.yaml', in small letters\n"
        "data/f.CSV: warning: this file is not read = let its name end in '.csv', in small letters\n"
        "data/h.csv: error: the file is larger than 8 MB = split the file\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/csv/forms", test_csv);
    g_test_add_func("/content/csv/places", test_csv_places);
    g_test_add_func("/content/data/load", test_load);
    g_test_add_func("/content/data/load-broken", test_load_broken);
    return g_test_run();
}

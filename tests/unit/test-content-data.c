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

/* What was said of one file of a site. */
static char *file_messages(const char *path, const char *text, gssize length)
{
    g_autoptr(TestSite) site = test_site_new();

    test_site_write_bytes(site, path, text, length);
    test_site_load(site);
    g_assert_no_error(site->error);
    return test_messages(site->diagnostics);
}

static const Value *data_get(const TestSite *site, const char *name, guint index, const char *field)
{
    const Value *list = value_get(&site->content->data, name);

    g_assert_nonnull(list);
    g_assert_cmpuint(list->list.count, >, index);
    return value_get(&list->list.items[index], field);
}

static void test_typed(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(
        site, "data/profile.yaml",
        "- { year: 2025, as_of: 2025-10-31, area_km2: 0.42, households: 2978 }\n- { year: 2023 }\n");
    test_site_write(site, "data/organisation.yaml",
                    "- name: a\n  children:\n  - name: b\n    staff: [{ name: c, duty: d }]\n    children: "
                    "[{ name: e }]\n");
    test_site_write(site, "data/contacts.yaml", "");
    test_site_load(site);
    test_site_expect(site, "");
    g_assert_cmpint(data_get(site, "profile", 0, "year")->integer, ==, 2023);
    g_assert_null(data_get(site, "profile", 0, "households"));
    g_assert_cmpint(data_get(site, "profile", 1, "as_of")->kind, ==, VALUE_DATE);
    g_assert_cmpfloat(data_get(site, "profile", 1, "area_km2")->number, ==, 0.42);
    const Value *below = &data_get(site, "organisation", 0, "children")->list.items[0];
    g_assert_cmpstr(value_get(&value_get(below, "staff")->list.items[0], "duty")->text, ==, "d");
    g_assert_cmpstr(value_get(&value_get(below, "children")->list.items[0], "name")->text, ==, "e");
    g_assert_cmpint(value_get(&site->content->data, "contacts")->kind, ==, VALUE_NONE);
}

/* The same teams in one table, with rows of one team together, apart and below a merged cell. */
static void test_table_series(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "data/teams.csv",
                    "队名,负责人,人数,年度,场次,人次（人次）,years.members\n护学队,何军,15,2025,140,\"1,"
                    "842\",\n,,,2023,180,1063,12\n"
                    "文艺队,,,,,,\n护学队,,15.00,2024,182,１074,\n");
    test_site_load(site);
    test_site_expect(site, "");
    g_assert_cmpuint(value_get(&site->content->data, "teams")->list.count, ==, 2);
    g_assert_cmpint(data_get(site, "teams", 0, "members")->integer, ==, 15);
    const Value *years = data_get(site, "teams", 0, "years");
    g_assert_cmpuint(years->list.count, ==, 3);
    g_assert_cmpint(value_get(&years->list.items[0], "year")->integer, ==, 2023);
    g_assert_cmpint(value_get(&years->list.items[0], "members")->integer, ==, 12);
    g_assert_cmpint(value_get(&years->list.items[1], "visits")->integer, ==, 1074);
    g_assert_cmpint(value_get(&years->list.items[2], "visits")->integer, ==, 1842);
    g_assert_cmpstr(data_get(site, "teams", 1, "name")->text, ==, "文艺队");
    g_assert_null(data_get(site, "teams", 1, "years"));
}

static void test_table_tree(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "data/grid.csv",
                    "名称,级别,上级,户数（户）,网格员\n第一网格,网格,社区,712,何军\n社区,社区,,1518,"
                    "\n第二网格,grid,社区,806,\n1幢,微网格,"
                    "第一网格,,\n");
    test_site_load(site);
    test_site_expect(site, "");
    g_assert_cmpuint(value_get(&site->content->data, "grid")->list.count, ==, 1);
    g_assert_cmpstr(data_get(site, "grid", 0, "level")->text, ==, "community");
    const Value *below = data_get(site, "grid", 0, "children");
    g_assert_cmpuint(below->list.count, ==, 2);
    g_assert_cmpstr(value_get(&below->list.items[1], "name")->text, ==, "第二网格");
    const Value *micro = &value_get(&below->list.items[0], "children")->list.items[0];
    g_assert_cmpstr(value_get(micro, "level")->text, ==, "micro-grid");
}

static void test_table_values(void)
{
    static const char text[] =
        "NAME,Place,更换 日期,更换周期,期号\n a ,\"x\ny\",2025-11-03 00:00,\"1,030\",007\n　b　,,,,\n";
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "data/boards.csv", text);
    test_site_write(site, "data/slogans.csv", "内容,位置\n好,门楣、北门；南门\n");
    test_site_load(site);
    test_site_expect(site, "");
    g_assert_cmpstr(data_get(site, "boards", 0, "name")->text, ==, "a");
    g_assert_cmpstr(data_get(site, "boards", 0, "place")->text, ==, "x\ny");
    g_assert_cmpint(data_get(site, "boards", 0, "changed")->kind, ==, VALUE_DATE);
    g_assert_cmpint(data_get(site, "boards", 0, "interval")->integer, ==, 1030);
    g_assert_cmpstr(data_get(site, "boards", 0, "issue")->text, ==, "007");
    g_assert_cmpstr(data_get(site, "boards", 1, "name")->text, ==, "b");
    g_assert_null(data_get(site, "boards", 1, "place"));
    g_assert_cmpuint(data_get(site, "slogans", 0, "where")->list.count, ==, 3);
}

static void test_encodings(void)
{
    static const char text[] = "队名,负责人\r\n𠮷祥队,王德顺\r\n";
    static const char *const encodings[] = {"GB18030", "UTF-8", "UTF-16LE", "UTF-16BE"};
    static const char *const marks[] = {"", "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"};

    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autoptr(TestSite) site = test_site_new();
        g_autoptr(GString) bytes = g_string_new(marks[i]);
        gsize length;
        g_autofree char *coded = g_convert(text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
        g_string_append_len(bytes, coded, (gssize)length);
        test_site_write_bytes(site, "data/teams.csv", bytes->str, (gssize)bytes->len);
        test_site_load(site);
        test_site_expect(site, "");
        g_assert_cmpstr(data_get(site, "teams", 0, "name")->text, ==, "𠮷祥队");
    }
}

/* The line ends of an old Mac. */
static void test_returns(void)
{
    g_autofree char *found = file_messages("data/teams.csv", "队名,人数\r护学队,x\r", -1);

    g_assert_cmpstr(
        found, ==,
        "data/teams.csv:2:5: error: 'x' is not a whole number, as 'members' must be = write a whole number, "
        "such as 12 = row 2, column B (人数)");
}

static char *rows_make(guint count, const char *format)
{
    GString *text = g_string_new("编号,内容,分值,上级\n");

    for (guint i = 0; i < count; i++)
        g_string_append_printf(text, format, i, i + 1);
    return g_string_free(text, FALSE);
}

/* None of these takes a second; what they say does not matter. */
static void test_large(void)
{
    static const char *const formats[] = {
        "A-%u,x,1,\n",     /* all good */
        "A-%u,x,1,A-%u\n", /* each below the next: a chain as deep as the table is long */
        "A-%u,x,x,B-%u\n", /* each wrong */
        "A,x,1,%u%u\n",    /* one key */
        "%u,\"%u\n,\n",    /* a quote to the end */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = rows_make(100000, formats[i]);
        const gint64 start = g_get_monotonic_time();
        g_autofree char *found = file_messages("data/indicators.csv", text, -1);
        if (i == 0)
            g_assert_cmpstr(found, ==, "");
        g_assert_cmpint(g_get_monotonic_time() - start, <, 30 * G_USEC_PER_SEC);
    }
}

static void test_wide(void)
{
    g_autoptr(GString) text = g_string_new("队名");

    for (guint i = 0; i < 10000; i++)
        g_string_append_printf(text, ",a%u", i);
    for (guint row = 0; row < 10; row++) {
        g_string_append(text, "\nx");
        for (guint i = 0; i < 10000; i++)
            g_string_append(text, ",#N/A");
    }
    g_autofree char *typed = file_messages("data/teams.csv", text->str, -1);
    g_assert_nonnull(strstr(typed, "column CW"));
    g_autofree char *free_form = file_messages("data/a.csv", text->str, -1);
    g_assert_nonnull(strstr(free_form, "column SG (a499)"));
    g_autofree char *row = g_strnfill(490001, 'x');
    for (char *p = row + 1; *p; p += 2)
        *p = ',';
    g_autofree char *twice = g_strdup_printf("%s\n%s\n", row, row);
    g_autofree char *same = file_messages("data/a.csv", twice, -1);
    g_assert_nonnull(strstr(same, "two columns are called 'x'"));
    g_autofree char *commas = g_strnfill(3000000, ',');
    g_autofree char *found = file_messages("data/a.csv", commas, -1);
    g_assert_nonnull(strstr(found, "more than 1,000,000 values"));
}

/* Excel leaves separators behind the last column; what is done with them must not grow with the rows. */
static void test_columns_without_names(void)
{
    g_autoptr(GString) text = g_string_new("队名");
    g_autofree char *commas = g_strnfill(400000, ',');

    g_string_append(text, commas);
    for (guint row = 0; row < 400000; row++)
        g_string_append(text, row == 7 ? "\n,a" : "\na");
    g_autofree char *free_form = file_messages("data/a.csv", text->str, -1);
    g_assert_nonnull(strstr(free_form, "this value stands in a column without a name"));
    g_autofree char *typed = file_messages("data/teams.csv", text->str, -1);
    g_assert_nonnull(strstr(typed, "this value stands in a column without a name"));
}

/* Any bytes at all, under any name. */
static void test_bytes(void)
{
    static const char *const names[] = {"data/teams.csv", "data/boards.yaml", "data/a.csv", "data/a.xlsx"};
    static const char pieces[][8] = {"队名", ",",    ";",     "\t",   "\n",       "\r\n",     "\"",
                                     "sep=", "年度", "2025",  "\xff", "\0",       "\xce\xd2", "，",
                                     "#N/A", "- ",   "name:", "{",    "\xff\xfe", "1E+9"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(20251120);

    for (guint i = 0; i < 400; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (gint32 j = g_rand_int_range(rand, 0, 40); j > 0; j--) {
            const char *piece = pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))];
            g_string_append_len(text, piece, MAX(1, (gssize)strlen(piece)));
        }
        g_autofree char *found = file_messages(names[i % G_N_ELEMENTS(names)], text->str, (gssize)text->len);
        g_assert_true(g_utf8_validate(found, -1, NULL));
    }
}

static void test_columns(void)
{
    static const struct {
        guint index;
        const char *name;
    } cases[] = {{0, "A"},   {25, "Z"},   {26, "AA"},   {51, "AZ"},
                 {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}};

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = table_column(cases[i].index);
        g_assert_cmpstr(name, ==, cases[i].name);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/csv/forms", test_csv);
    g_test_add_func("/content/csv/places", test_csv_places);
    g_test_add_func("/content/data/load", test_load);
    g_test_add_func("/content/data/load-broken", test_load_broken);
    g_test_add_func("/content/data/typed", test_typed);
    g_test_add_func("/content/data/encodings", test_encodings);
    g_test_add_func("/content/data/returns", test_returns);
    g_test_add_func("/content/table/columns", test_columns);
    g_test_add_func("/content/table/series", test_table_series);
    g_test_add_func("/content/table/tree", test_table_tree);
    g_test_add_func("/content/table/values", test_table_values);
    g_test_add_func("/content/table/large", test_large);
    g_test_add_func("/content/table/wide", test_wide);
    g_test_add_func("/content/table/columns-without-names", test_columns_without_names);
    g_test_add_func("/content/table/bytes", test_bytes);
    return g_test_run();
}

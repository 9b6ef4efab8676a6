/* SPDX-License-Identifier: MIT */
/* Pictures of numbers: every one is read as XML, and what it draws is held to what it was given. */
#include "picture/chart.h"
#include "text/number.h"

#include <math.h>
#include <string.h>

typedef struct {
    GString *table, *picture; /* the texts, each in brackets */
    GString *paths;           /* the d of lines */
    GPtrArray *rects;         /* char *: "x width", as written */
    GPtrArray *axes;          /* char *: "x1", of upright lines */
    guint tables, images, depth_of_table, percents;
    char *label;
} Parsed;

static void check_percent(Parsed *parsed, const char *name, const char *value)
{
    if (!g_str_has_suffix(value, "%"))
        return;
    char *end;
    const double number = g_ascii_strtod(value, &end);
    g_assert_cmpstr(end, ==, "%");
    if (number < 0 || number > 100)
        g_error("%s=\"%s\"", name, value);
    parsed->percents++;
}

static const char *attribute(const char **names, const char **values, const char *name)
{
    for (; *names; names++, values++)
        if (strcmp(*names, name) == 0)
            return *values;
    return NULL;
}

static void on_start(GMarkupParseContext *context, const char *element, const char **names,
                     const char **values, gpointer data, GError **error)
{
    Parsed *parsed = data;
    const char *role = attribute(names, values, "role");

    for (guint i = 0; names[i]; i++) {
        g_assert_cmpstr(names[i], !=, "id");
        g_assert_cmpstr(names[i], !=, "style");
        g_assert_false(g_str_has_prefix(names[i], "on"));
        g_assert_null(strstr(values[i], "nan"));
        g_assert_null(strstr(values[i], "inf"));
        check_percent(parsed, names[i], values[i]);
    }
    if (strcmp(element, "table") == 0)
        parsed->depth_of_table = ++parsed->tables;
    if (g_strcmp0(role, "img") == 0) {
        parsed->images++;
        parsed->label = g_strdup(attribute(names, values, "aria-label"));
    }
    if (strcmp(element, "path") == 0 && attribute(names, values, "vector-effect"))
        g_string_append_printf(parsed->paths, "[%s]", attribute(names, values, "d"));
    if (strcmp(element, "rect") == 0)
        g_ptr_array_add(parsed->rects, g_strdup_printf("%s %s", attribute(names, values, "x"),
                                                       attribute(names, values, "width")));
    if (strcmp(element, "line") == 0 && attribute(names, values, "y2") &&
        strcmp(attribute(names, values, "y2"), "100%") == 0)
        g_ptr_array_add(parsed->axes, g_strdup(attribute(names, values, "x1")));
    (void)context;
    (void)error;
}

static void on_end(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
    if (strcmp(element, "table") == 0)
        ((Parsed *)data)->depth_of_table = 0;
    (void)context;
    (void)error;
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                    GError **error)
{
    Parsed *parsed = data;
    g_autofree char *trimmed = g_strstrip(g_strndup(text, length));

    if (*trimmed)
        g_string_append_printf(parsed->depth_of_table ? parsed->table : parsed->picture, "[%s]", trimmed);
    (void)context;
    (void)error;
}

static void parse(Parsed *parsed, const Chart *chart)
{
    static const GMarkupParser parser = {.start_element = on_start, .end_element = on_end, .text = on_text};
    g_autoptr(GString) html = g_string_new(NULL), again = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    *parsed = (Parsed){.table = g_string_new(NULL),
                       .picture = g_string_new(NULL),
                       .paths = g_string_new(NULL),
                       .rects = g_ptr_array_new_with_free_func(g_free),
                       .axes = g_ptr_array_new_with_free_func(g_free)};
    chart_append(html, chart);
    chart_append(again, chart);
    g_assert_cmpstr(html->str, ==, again->str);
    g_assert_true(g_utf8_validate(html->str, (gssize)html->len, NULL));
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_DEFAULT_FLAGS, parsed, NULL);
    if (!g_markup_parse_context_parse(context, html->str, (gssize)html->len, &error) ||
        !g_markup_parse_context_end_parse(context, &error))
        g_error("%s in %s", error->message, html->str);
    g_assert_cmpuint(parsed->tables, ==, 1);
    g_assert_cmpuint(parsed->images, ==, 1);
    g_assert_cmpuint(parsed->percents, >, 0);
}

static void clear(Parsed *parsed)
{
    g_string_free(parsed->table, TRUE);
    g_string_free(parsed->picture, TRUE);
    g_string_free(parsed->paths, TRUE);
    g_ptr_array_unref(parsed->rects);
    g_ptr_array_unref(parsed->axes);
    g_free(parsed->label);
}

static const char *rect(const Parsed *parsed, guint at)
{
    g_assert_cmpuint(at, <, parsed->rects->len);
    return parsed->rects->pdata[at];
}

static const char *axis(const Parsed *parsed, guint at)
{
    g_assert_cmpuint(at, <, parsed->axes->len);
    return parsed->axes->pdata[at];
}

static void test_numbers(void)
{
    static const struct {
        double number;
        int decimals;
        const char *text;
    } cases[] = {{0, -1, "0"},
                 {-0.0, 2, "0.00"},
                 {-0.001, 2, "0.00"},
                 {1234567, -1, "1,234,567"},
                 {-1234.5, -1, "-1,234.5"},
                 {999, 0, "999"},
                 {1000, 0, "1,000"},
                 {1.0 / 3, -1, "0.333333"},
                 {999999999999999, 2, "999,999,999,999,999.00"},
                 {2860, 2, "2,860.00"}};

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[NUMBER_SIZE];
        number_format(text, cases[i].number, cases[i].decimals);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

static void test_bars(void)
{
    const double values[] = {40, -10, 0, 12.345, 0.0042};
    const ChartRow rows[] = {{.name = "甲", .values = &values[0]},
                             {.name = "乙", .values = &values[1]},
                             {.name = "丙", .values = &values[2]},
                             {.name = "丁", .values = &values[3]},
                             {.name = "戊", .values = &values[4]}};
    const Chart chart = {.kind = CHART_BAR,
                         .title = "结余",
                         .unit = "元",
                         .label = "项目",
                         .n_series = 1,
                         .rows = rows,
                         .n_rows = 5};
    Parsed parsed;

    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.label, ==, "结余（元）");
    g_assert_cmpstr(parsed.table->str, ==, "[项目][元][甲][40][乙][-10][丙][0][丁][12.35][戊][0.004]");
    g_assert_cmpstr(parsed.picture->str, ==, "[结余][（元）][甲][40][乙][-10][丙][0][丁][12.35][戊][0.004]");
    /* From -10 to 40: zero is at a fifth. What is nothing has no bar; what is next to nothing has one. */
    g_assert_cmpuint(parsed.rects->len, ==, 4);
    g_assert_cmpstr(rect(&parsed, 0), ==, "20% 80%");
    g_assert_cmpstr(rect(&parsed, 1), ==, "0% 20%");
    g_assert_cmpstr(rect(&parsed, 2), ==, "20% 24.69%");
    g_assert_cmpstr(rect(&parsed, 3), ==, "20% 0.6%");
    g_assert_cmpuint(parsed.axes->len, ==, 5);
    g_assert_cmpstr(axis(&parsed, 0), ==, "20%");
    clear(&parsed);
}

static void test_stacked(void)
{
    const char *const series[] = {"按期", "逾期"};
    const double values[] = {30, 10, 0, 0, 60, 20};
    const ChartRow rows[] = {{.name = "2023", .values = values},
                             {.name = "2024", .values = values + 2},
                             {.name = "2025", .values = values + 4}};
    Chart chart = {.kind = CHART_STACKED,
                   .title = "Kept",
                   .unit = "items",
                   .series = series,
                   .n_series = 2,
                   .rows = rows,
                   .n_rows = 3};
    Parsed parsed;

    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.label, ==, "Kept (items)");
    g_assert_cmpstr(parsed.table->str, ==, "[按期][逾期][2023][30][10][2024][0][0][2025][60][20]");
    g_assert_nonnull(strstr(parsed.picture->str, "[按期][逾期][2023][30][10][2024]"));
    clear(&parsed);
    chart.total = "合计";
    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.table->str, ==,
                    "[按期][逾期][合计][2023][30][10][40][2024][0][0][0][2025][60][20][80]");
    g_assert_nonnull(strstr(parsed.picture->str, "[2023][40][30][10]"));
    clear(&parsed);
}

static void test_line(void)
{
    const char *const series[] = {"居民", "户数"};
    const double values[] = {100, 10, 50, NAN, 75, 20, 0, 30};
    const ChartRow rows[] = {{.name = "2022", .values = values},
                             {.name = "2023", .values = values + 2},
                             {.name = "2024", .values = values + 4},
                             {.name = "2025", .values = values + 6}};
    const Chart chart = {.kind = CHART_LINE,
                         .title = "人口",
                         .label = "年度",
                         .series = series,
                         .n_series = 2,
                         .rows = rows,
                         .n_rows = 4};
    Parsed parsed;

    parse(&parsed, &chart);
    /* An empty cell has no text. */
    g_assert_cmpstr(parsed.table->str, ==,
                    "[年度][居民][户数][2022][100][10][2023][50][2024][75][20][2025][0][30]");
    g_assert_cmpstr(parsed.paths->str, ==, "[M2 0L34 50L66 25L98 100][M2 90M66 80L98 70]");
    clear(&parsed);
}

/* A line that is far from zero is shown from its lowest value on, and says so by a dashed rule. */
static void test_line_range(void)
{
    const double high[] = {90, 95, 100}, low[] = {10, 95, 100}, below[] = {-4, 4, 0};
    const double *const all[] = {high, low, below};
    static const char *const paths[] = {"[M2 100L50 50L98 0]", "[M2 90L50 5L98 0]", "[M2 100L50 0L98 50]"};
    static const gboolean dashed[] = {TRUE, FALSE, FALSE};

    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        const ChartRow rows[] = {{.name = "a", .values = all[i]},
                                 {.name = "b", .values = all[i] + 1},
                                 {.name = "c", .values = all[i] + 2}};
        const Chart chart = {.kind = CHART_LINE, .title = "T", .n_series = 1, .rows = rows, .n_rows = 3};
        g_autoptr(GString) html = g_string_new(NULL);
        Parsed parsed;

        parse(&parsed, &chart);
        g_assert_cmpstr(parsed.paths->str, ==, paths[i]);
        clear(&parsed);
        chart_append(html, &chart);
        g_assert_cmpint(strstr(html->str, "stroke-dasharray") != NULL, ==, dashed[i]);
    }
}

/* Of many points so many are labelled as there is room for; the table has all. */
static void test_line_labels(void)
{
    double values[120];
    ChartRow rows[120];
    g_autofree char *name = g_strdup("2025年11月");
    Parsed parsed;

    for (guint i = 0; i < 120; i++) {
        values[i] = 1000 + i;
        rows[i] = (ChartRow){.name = name, .values = &values[i]};
    }
    const Chart chart = {.kind = CHART_LINE, .title = "T", .n_series = 1, .rows = rows, .n_rows = 120};
    parse(&parsed, &chart);
    g_auto(GStrv) shown = g_strsplit(parsed.picture->str, name, -1);
    g_auto(GStrv) listed = g_strsplit(parsed.table->str, name, -1);
    g_assert_cmpuint(g_strv_length(shown) - 1, >=, 2);
    g_assert_cmpuint(g_strv_length(shown) - 1, <=, 8);
    g_assert_cmpuint(g_strv_length(listed) - 1, ==, 120);
    g_assert_nonnull(strstr(parsed.picture->str, "[1,119]"));
    clear(&parsed);
    /* The last is always labelled; more where there is room, and the most only where a theme says so. */
    g_autoptr(GString) html = g_string_new(NULL);
    chart_append(html, &chart);
    g_assert_nonnull(strstr(html->str, "<text x=\"98%\""));
    g_assert_nonnull(strstr(html->str, "<text class=\"chart-minor\" x="));
    g_assert_nonnull(strstr(html->str, "<text class=\"chart-fine\" display=\"none\" x="));
}

static void test_shares(void)
{
    static const double sets[][4] = {{1, 1, 1, 0},   {2, 3, 9, 0},         {1, 0, 0, 0}, {1e14, 1, 1, 1},
                                     {1, 2, 4, 8},   {0.1, 0.2, 0.3, 0.4}, {7, 7, 7, 6}, {1, 1, 1, 997},
                                     {3, 3, 3, 3e9}, {1e-9, 1e-9, 1e-9, 0}};
    guint tenths[4];

    for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
        chart_shares(sets[i], 4, tenths);
        g_assert_cmpuint(tenths[0] + tenths[1] + tenths[2] + tenths[3], ==, 1000);
        for (guint j = 0; j < 4; j++)
            if (sets[i][j] == 0)
                g_assert_cmpuint(tenths[j], ==, 0);
    }
    chart_shares((const double[]){1, 1, 1}, 3, tenths);
    g_assert_cmpuint(tenths[0], ==, 334);
    g_assert_cmpuint(tenths[1], ==, 333);
    chart_shares((const double[]){0, 0}, 2, tenths);
    g_assert_cmpuint(tenths[0] + tenths[1], ==, 0);
}

static void test_donut(void)
{
    double values[] = {2, 3, 9999};
    const ChartRow rows[] = {{.name = "国家级", .values = &values[0]},
                             {.name = "省级", .values = &values[1]},
                             {.name = "市级", .values = &values[2]}};
    Chart chart = {.kind = CHART_DONUT, .title = "荣誉", .n_series = 1, .rows = rows, .n_rows = 3};
    Parsed parsed;

    chart.total = "合计";
    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.table->str, ==,
                    "[国家级][2][<0.1%][省级][3][<0.1%][市级][9,999][100%][合计][10,004][100%]");
    g_assert_nonnull(strstr(parsed.picture->str, "[10,004][合计][国家级][2][<0.1%]"));
    clear(&parsed);
    values[0] = values[1] = values[2] = 0;
    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.table->str, ==, "[国家级][0][省级][0][市级][0][合计][0]");
    clear(&parsed);
    values[0] = 900e12;
    parse(&parsed, &chart); /* too long to stand within the ring */
    g_assert_nonnull(strstr(parsed.picture->str, "[0%][合计][900,000,000,000,000]"));
    clear(&parsed);
}

static void test_timeline(void)
{
    /* Days since 1970: 2023-12-22, 2024-01-01, 2024-01-11, 2024-03-31. */
    const double values[] = {19713, 19723, 19733, NAN, 19723, 19813};
    const ChartRow rows[] = {{.name = "A", .when = "a", .values = values},
                             {.name = "B", .when = "b", .values = values + 2},
                             {.name = "C", .when = "c", .values = values + 4}};
    Chart chart = {
        .kind = CHART_TIMELINE, .title = "T", .label = "L", .n_series = 2, .rows = rows, .n_rows = 3};
    Parsed parsed;

    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.table->str, ==, "[L][A][a][B][b][C][c]");
    g_assert_cmpstr(parsed.picture->str, ==, "[T][a][A][b][B][c][C][2024]");
    g_assert_cmpstr(rect(&parsed, 0), ==, "0% 10%");
    g_assert_cmpstr(rect(&parsed, 1), ==, "10% 90%");
    g_assert_cmpstr(axis(&parsed, 0), ==, "10%");
    clear(&parsed);
    chart.rows = rows + 1; /* one moment: there is no length to measure by */
    chart.n_rows = 1;
    parse(&parsed, &chart);
    g_assert_cmpstr(parsed.picture->str, ==, "[T][b][B]");
    clear(&parsed);
}

/* Texts of every sort stay texts, in attributes, too. */
static void test_texts(void)
{
    static const char evil[] = "</table><script>\"'&lt;\001\177\n&#x1;&";
    const char *const series[] = {evil, evil};
    const double values[] = {1, 2};
    const ChartRow row = {.name = evil, .when = evil, .values = values};

    for (int kind = 0; kind < N_CHARTS; kind++) {
        Chart chart = {.kind = (ChartKind)kind,
                       .title = evil,
                       .unit = evil,
                       .label = evil,
                       .total = evil,
                       .n_series = 1,
                       .rows = &row,
                       .n_rows = 1};
        Parsed parsed;
        if (kind == CHART_STACKED || kind == CHART_LINE)
            chart.series = series;
        chart.n_series = chart.series || kind == CHART_TIMELINE ? 2 : 1;
        parse(&parsed, &chart);
        g_auto(GStrv) parts = g_strsplit(parsed.table->str, "</table><script>\"'&lt;", -1);
        g_assert_cmpuint(g_strv_length(parts), >, 2);
        g_assert_nonnull(strstr(parsed.picture->str, "&#x1;&]"));
        g_assert_true(g_str_has_prefix(parsed.label, "</table><script>\"'&lt;"));
        clear(&parsed);
    }
}

/* Whatever the numbers, nothing is drawn outside of the picture, and all of them are in the table. */
static void test_extremes(void)
{
    static const double numbers[] = {0,       1,     -1,    0.000001, 1e12, -1e12, 999999999999999,
                                     1.0 / 3, 7e-12, 33.335};
    const guint count = G_N_ELEMENTS(numbers);
    const char *const series[] = {"a", "b", "c", "d"};
    g_autoptr(GRand) random = g_rand_new_with_seed(5);

    for (guint round = 0; round < 400; round++) {
        const ChartKind kind = (ChartKind)(round % CHART_TIMELINE);
        const guint n_series = kind == CHART_STACKED || kind == CHART_LINE ? 1 + round / 4 % 4 : 1;
        const guint n_rows = 1 + (guint)g_rand_int_range(random, 0, 6);
        double values[6 * 4];
        ChartRow rows[6];
        for (guint i = 0; i < n_rows * n_series; i++) {
            const double number = numbers[g_rand_int_range(random, 0, (gint32)count)];
            values[i] = CHART_LIMITS[kind].negative ? number : fabs(number);
            if (kind == CHART_LINE && g_rand_boolean(random))
                values[i] = NAN;
        }
        for (guint i = 0; i < n_rows; i++)
            rows[i] = (ChartRow){.name = "行", .values = values + i * n_series};
        const Chart chart = {.kind = kind,
                             .title = "T",
                             .total = round % 3 ? "S" : NULL,
                             .series = n_series > 1 || kind == CHART_STACKED ? series : NULL,
                             .n_series = n_series,
                             .rows = rows,
                             .n_rows = n_rows};
        Parsed parsed;
        parse(&parsed, &chart);
        g_auto(GStrv) parts = g_strsplit(parsed.table->str, "[行]", -1);
        g_assert_cmpuint(g_strv_length(parts) - 1, ==, n_rows);
        clear(&parsed);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chart/numbers", test_numbers);
    g_test_add_func("/chart/bars", test_bars);
    g_test_add_func("/chart/stacked", test_stacked);
    g_test_add_func("/chart/line", test_line);
    g_test_add_func("/chart/line-range", test_line_range);
    g_test_add_func("/chart/line-labels", test_line_labels);
    g_test_add_func("/chart/shares", test_shares);
    g_test_add_func("/chart/donut", test_donut);
    g_test_add_func("/chart/timeline", test_timeline);
    g_test_add_func("/chart/texts", test_texts);
    g_test_add_func("/chart/extremes", test_extremes);
    return g_test_run();
}

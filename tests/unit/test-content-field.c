/* SPDX-License-Identifier: MIT */
#include "content/field.h"
#include "test-content-site.h"

static const Choice choices[] = {{.name = "notice"}, {.name = "review"}};
static const Field days = {.name = "days", .kind = FIELD_INTEGER, .required = TRUE};
static const Field record_fields[] = {
    {.name = "days", .kind = FIELD_INTEGER, .required = TRUE},
    {.name = "unit", .kind = FIELD_CHOICE, .choices = choices, .n_choices = 2, .fallback = "notice"},
    {.name = "note", .kind = FIELD_TEXT},
};
static const Field fields[] = {
    {.name = "any", .kind = FIELD_ANY},
    {.name = "text", .kind = FIELD_TEXT},
    {.name = "slug", .kind = FIELD_SLUG},
    {.name = "path", .kind = FIELD_PATH},
    {.name = "url", .kind = FIELD_URL},
    {.name = "integer", .kind = FIELD_INTEGER},
    {.name = "number", .kind = FIELD_NUMBER},
    {.name = "boolean", .kind = FIELD_BOOLEAN},
    {.name = "date", .kind = FIELD_DATE},
    {.name = "year", .kind = FIELD_YEAR},
    {.name = "period", .kind = FIELD_PERIOD},
    {.name = "choice", .kind = FIELD_CHOICE, .choices = choices, .n_choices = 2},
    {.name = "file", .kind = FIELD_FILE},
    {.name = "reference", .kind = FIELD_REFERENCE},
    {.name = "record", .kind = FIELD_RECORD, .fields = record_fields, .n_fields = 3},
    {.name = "texts", .kind = FIELD_TEXT, .list = TRUE},
    {.name = "dates", .kind = FIELD_DATE, .list = TRUE},
    {.name = "records", .kind = FIELD_RECORD, .list = TRUE, .fields = record_fields, .n_fields = 3},
};

static void append_value(GString *into, const Value *value)
{
    g_autofree char *date = value->kind == VALUE_DATE ? date_format_iso(value->date) : NULL;

    switch (value->kind) {
    case VALUE_NONE: g_string_append(into, "none"); break;
    case VALUE_TEXT: g_string_append_printf(into, "'%s'", value->text); break;
    case VALUE_INTEGER: g_string_append_printf(into, "%" G_GINT64_FORMAT, value->integer); break;
    case VALUE_NUMBER: g_string_append_printf(into, "%g.", value->number); break;
    case VALUE_BOOLEAN: g_string_append(into, value->boolean ? "true" : "false"); break;
    case VALUE_DATE: g_string_append(into, date); break;
    case VALUE_REFERENCE: g_string_append_printf(into, "->%s", value->text); break;
    case VALUE_FILE: g_string_append_printf(into, "file %s", value->text); break;
    case VALUE_LIST:
        g_string_append_c(into, '[');
        for (guint i = 0; i < value->list.count; i++) {
            g_string_append(into, i ? ", " : "");
            append_value(into, &value->list.items[i]);
        }
        g_string_append_c(into, ']');
        break;
    case VALUE_RECORD:
        g_string_append_c(into, '{');
        for (guint i = 0; i < value->record.count; i++) {
            g_string_append_printf(into, "%s%s: ", i ? ", " : "", value->record.members[i].name);
            append_value(into, &value->record.members[i].value);
        }
        g_string_append_c(into, '}');
        break;
    }
}

/* The value of the one field in `text`, then what was reported. */
static char *read_text(const char *text)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Source) source = source_new_take("a.md", g_strdup(text), strlen(text));
    g_autofree YamlNode *top = yaml_parse(source, 0, source->length, YAML_TOP_MAP, arena, diagnostics);
    const FieldReader reader = {source, arena, diagnostics, NULL, "content/news/a.md"};
    Value values[G_N_ELEMENTS(fields)] = {0};
    GString *found = g_string_new(NULL);

    g_assert_nonnull(top);
    fields_read(&reader, fields, G_N_ELEMENTS(fields), top, PLACE_NONE, values);
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strcmp(fields[i].name, yaml_first(top)->text) == 0)
            append_value(found, &values[i]);
    g_autofree char *messages = test_messages(diagnostics);
    if (*messages)
        g_string_append_printf(found, " | %s", messages + strlen("a.md:"));
    return g_string_free(found, FALSE);
}

static const struct {
    const char *text;
    const char *found;
} cases[] = {
    {"text: 2025", "'2025'"},
    {"text: 007", "'007'"},
    {"text: yes", "'yes'"},
    {"text: 1.50", "'1.50'"},
    {"text: true", "'true'"},
    {"text: 2025-06-29", "'2025-06-29'"},
    {"text: ~", "none"},
    {"text:", "none"},
    {"text: ''", "''"},
    {"text: |\n  a\n  b\n", "'a\nb\n'"},
    {"text: [a]", "none | 1:7: error: 'text' takes one value, not a list = write for example: text: …"},
    {"text: {a: b}",
     "none | 1:7: error: 'text' takes a single value, not fields of its own = write for example: text: …"},
    {"slug: 夜间巡逻", "'夜间巡逻'"},
    {"slug: a b", "none | 1:7: error: 'a b' cannot be a part of an address, as 'slug' must be = write a-b"},
    {"slug: a/b", "none | 1:7: error: 'a/b' cannot be a part of an address, as 'slug' must be = write a-b"},
    {"slug: ..", "none | 1:7: error: '..' cannot be a part of an address, as 'slug' must be = write -"},
    {"path: /old/a.html", "'old/a.html'"},
    {"path: ../a.html", "none | 1:7: error: '../a.html' cannot be an address of this site: it holds '.' or "
                        "'..' = write an address below the site's own, such as notices/old-name.html"},
    {"path: a/",
     "none | 1:7: error: 'a/' is a folder; 'path' takes the address of a page = write a/index.html"},
    {"url: https://a.example/通知?x=1#y", "'https://a.example/通知?x=1#y'"},
    {"url: HTTP://a.example", "'HTTP://a.example'"},
    {"url: javascript:alert(1)",
     "none | 1:6: error: 'javascript:alert(1)' is not a web address, as 'url' must be = write the whole "
     "address, such as https://www.example.org/page.html"},
    {"url: https://", "none | 1:6: error: 'https://' is not a web address, as 'url' must be = write the "
                      "whole address, such as https://www.example.org/page.html"},
    {"url: https://a b", "none | 1:6: error: 'https://a b' is not a web address, as 'url' must be = write "
                         "the whole address, such as https://www.example.org/page.html"},
    {"url: www.a.cn/x",
     "none | 1:6: error: 'www.a.cn/x' is not a web address, as 'url' must be = write https://www.a.cn/x"},
    {"integer: 12", "12"},
    {"integer: '12'", "12"},
    {"integer: -3", "-3"},
    {"integer: 0x10", "16"},
    {"integer: 1.0", "none | 1:10: error: '1.0' is not a whole number, as 'integer' must be = write a whole "
                     "number, such as 12"},
    {"integer: 5,750元",
     "none | 1:10: error: '5,750元' is not a whole number, as 'integer' must be = write 5750"},
    {"integer: ７２３人次",
     "none | 1:10: error: '７２３人次' is not a whole number, as 'integer' must be = write 723"},
    {"integer: 约七百", "none | 1:10: error: '约七百' is not a whole number, as 'integer' must be = write a "
                        "whole number, such as 12"},
    {"integer: 9223372036854775808",
     "none | 1:10: error: '9223372036854775808' is too large a number for 'integer' = count the digits"},
    {"integer: 12 34",
     "none | 1:10: error: '12 34' is not a whole number, as 'integer' must be = write 1234"},
    {"number: 12", "12."},
    {"number: 1.5", "1.5."},
    {"number: .inf",
     "none | 1:9: error: '.inf' is not a number, as 'number' must be = write a number, such as 12 or 3.5"},
    {"number: .nan",
     "none | 1:9: error: '.nan' is not a number, as 'number' must be = write a number, such as 12 or 3.5"},
    {"number: 1e999", "none | 1:9: error: '1e999' is too large a number for 'number' = count the digits"},
    {"number: 95.5%", "none | 1:9: error: '95.5%' is not a number, as 'number' must be = write 95.5"},
    {"boolean: true", "true"},
    {"boolean: False", "false"},
    {"boolean: yes", "none | 1:10: error: 'boolean' takes true or false, not 'yes' = write true"},
    {"boolean: Off", "none | 1:10: error: 'boolean' takes true or false, not 'Off' = write false"},
    {"boolean: 是", "true"},
    {"boolean: maybe",
     "none | 1:10: error: 'boolean' takes true or false, not 'maybe' = write true or false"},
    {"date: 2025-06-29", "2025-06-29"},
    {"date: '2025-06-29'", "2025-06-29"},
    {"date: 2025-06-29 19:30", "2025-06-29T19:30"},
    {"date: 2025-06-29T19:30:15", "2025-06-29T19:30"},
    {"date: 2024-02-29", "2024-02-29"},
    {"date: 2025-02-29",
     "none | 1:7: error: there is no such day: '2025-02-29' = the last day of that month is 2025-02-28"},
    {"date: 2025-13-01", "none | 1:7: error: there is no such day: '2025-13-01' = look it up in a calendar; "
                         "the order is year, month, day"},
    {"date: 0000-01-01", "none | 1:7: error: there is no such day: '0000-01-01' = look it up in a calendar; "
                         "the order is year, month, day"},
    {"date: 2025-06-29x", "none | 1:7: error: what follows the day in '2025-06-29x' is no certain time = "
                          "write 2025-06-29, or with one time 2025-06-29 19:30"},
    {"date: 2025-06-29 25:00", "none | 1:7: error: what follows the day in '2025-06-29 25:00' is no certain "
                               "time = write 2025-06-29, or with one time 2025-06-29 19:30"},
    {"date: 2025-06-29T19:30:00Z", "none | 1:7: error: what follows the day in '2025-06-29T19:30:00Z' is no "
                                   "certain time = write 2025-06-29, or with one time 2025-06-29 19:30"},
    {"date: 2025-6-9", "2025-06-09"},
    {"date: 2025年6月29日", "2025-06-29"},
    {"date: 2025/6/29 9:05", "2025-06-29T09:05"},
    {"date: 20250629", "2025-06-29"},
    {"date: ２０２５.６.２９", "2025-06-29"},
    {"date: 六月", "none | 1:7: error: '六月' is not a date, as 'date' must be = write it as 2025-06-29, or "
                   "with a time as 2025-06-29 19:30"},
    {"date: ' '", "none | 1:7: error: the field 'date' is empty = write for example: date: 2025-06-29"},
    {"year: 2025", "2025"},
    {"year: 2025年", "2025"},
    {"year: 25",
     "none | 1:7: error: '25' is not a year, as 'year' must be = write four digits, such as 2025"},
    {"year: 20251",
     "none | 1:7: error: '20251' is not a year, as 'year' must be = write four digits, such as 2025"},
    {"period: 2025", "'2025'"},
    {"period: 2025-Q4", "'2025-Q4'"},
    {"period: 2025-H2", "'2025-H2'"},
    {"period: 2025-12", "'2025-12'"},
    {"period: 2025-Q5", "none | 1:9: error: '2025-Q5' is not a period, as 'period' must be = write a year, "
                        "half year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-06"},
    {"period: 2025-00", "none | 1:9: error: '2025-00' is not a period, as 'period' must be = write a year, "
                        "half year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-06"},
    {"period: 2025-H3", "none | 1:9: error: '2025-H3' is not a period, as 'period' must be = write a year, "
                        "half year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-06"},
    {"period: 2025-Q1x", "none | 1:9: error: '2025-Q1x' is not a period, as 'period' must be = write a year, "
                         "half year, quarter or month: 2025, 2025-H1, 2025-Q3, 2025-06"},
    {"period: 2025 Q1", "'2025-Q1'"},
    {"choice: review", "'review'"},
    {"choice: reveiw",
     "none | 1:9: error: 'choice' cannot be 'reveiw' = did you mean 'review'? possible: notice, review"},
    {"choice: Review",
     "none | 1:9: error: 'choice' cannot be 'Review' = did you mean 'review'? possible: notice, review"},
    {"choice: 别的", "none | 1:9: error: 'choice' cannot be '别的' = possible: notice, review"},
    {"file: a.jpg", "file content/news/a.jpg"},
    {"file: ../events/a.jpg", "file content/events/a.jpg"},
    {"file: /content/a.jpg", "file content/a.jpg"},
    {"file: /static/a.jpg", "file static/a.jpg"},
    {"file: ../../broadside.yaml",
     "none | 1:7: error: '../../broadside.yaml' is not a file that the site may publish = copy the file next "
     "to the entry and write its name, or begin with '/content/' or '/static/'"},
    {"file: ../../../a.jpg",
     "none | 1:7: error: '../../../a.jpg' is not a file that the site may publish = copy the file next to "
     "the entry and write its name, or begin with '/content/' or '/static/'"},
    {"file: /etc/passwd",
     "none | 1:7: error: '/etc/passwd' is not a file that the site may publish = copy the file next to the "
     "entry and write its name, or begin with '/content/' or '/static/'"},
    {"file: a\\b.jpg", "none | 1:7: error: 'a\\b.jpg' holds a backslash = write '/' between folders"},
    {"file: .hidden.jpg",
     "none | 1:7: error: '.hidden.jpg' is not a file that the site may publish = copy the file next to the "
     "entry and write its name, or begin with '/content/' or '/static/'"},
    {"file: https://a.example/a.jpg", "none | 1:7: error: 'file' takes a file of the site, not an address = "
                                      "save the file in the entry's folder and write its name"},
    {"reference: models/li", "->models/li"},
    {"reference: /models/li.md", "none | 1:12: error: 'reference' takes the name of an entry, without '.md' "
                                 "and without a '/' in front = write models/li"},
    {"record: {days: 5}", "{days: 5, unit: 'notice'}"},
    {"record: {note: x, days: 5, unit: review}", "{days: 5, unit: 'review', note: 'x'}"},
    {"record: {note: x}",
     "{unit: 'notice', note: 'x'} | 1:9: error: the field 'days' is missing = add a line such as: days: 12"},
    {"record: {dyas: 5}", "{unit: 'notice'} | 1:10: error: unknown field 'dyas' = did you mean 'days'?"},
    {"record: {days: 5, place: x}",
     "{days: 5, unit: 'notice'} | 1:19: error: unknown field 'place' = possible: days, unit, note"},
    {"record: 5", "none | 1:9: error: 'record' takes fields of its own, not a single value = write for "
                  "example: record: { days: 12, unit: notice }"},
    {"record: [{days: 5}]", "none | 1:9: error: 'record' takes one value, not a list = write for example: "
                            "record: { days: 12, unit: notice }"},
    {"texts: [a, 2]", "['a', '2']"},
    {"texts: a", "['a']"},
    {"texts: []", "[]"},
    {"texts:\n  - a\n  -\n",
     "['a'] | 3:4: error: an empty item in the list 'texts' = write something after the '-', or remove it"},
    {"texts: 环保、志愿", "['环保', '志愿']"},
    {"texts: [环保，志愿]", "['环保', '志愿']"},
    {"texts: '环保，志愿'", "['环保，志愿']"},
    {"texts: 桐花路18号，梧桐里社区党群服务中心", "['桐花路18号，梧桐里社区党群服务中心']"},
    {"dates: [2025-01-02, 2025-02-30, 2025-03-04]",
     "[2025-01-02, 2025-03-04] | 1:21: error: there is no such day: '2025-02-30' = the last day of that "
     "month is 2025-02-28"},
    {"dates: 2025-01-02", "[2025-01-02]"},
    {"records: {days: 5}", "[{days: 5, unit: 'notice'}]"},
    {"records: [{days: 5}, x]",
     "[{days: 5, unit: 'notice'}] | 1:22: error: 'records' takes fields of its "
     "own, not a single value = write for example: records: [{ days: 12, unit: notice }]"},
    {"date: “2025-03-01”", "2025-03-01"},
    {"date: 二○二五年三月一日", "none | 1:7: error: a zero in '二○二五年三月一日' is a circle, a letter or "
                                "another digit = write 2025-03-01, or 二〇二五年三月一日"},
    {"date: 25年3月1日", "none | 1:7: error: the year in '25年3月1日' has two digits only = write the year "
                         "with four digits: 2025-03-01"},
    {"date: 3月1日",
     "none | 1:7: error: the year is missing in '3月1日' = write the year too, as in 2025-06-29"},
    {"integer: 5,750", "5750"},
    {"integer: ５，７５０", "5750"},
    {"integer: 5,75", "none | 1:10: error: '5,75' is not a whole number, as 'integer' must be = write a "
                      "whole number, such as 12"},
    {"number: 1,234,567.5", "1.23457e+06."},
    {"choice: 「review」", "'review'"},
    {"texts: 停水、检修 、 通知、", "['停水', '检修', '通知']"},
    {"texts: '停水、检修'", "['停水、检修']"},
    {"texts: 综合服务窗口在一楼，周末休息", "['综合服务窗口在一楼，周末休息']"},
    {"period: 2025年第三季度", "'2025-Q3'"},
    {"any: [1, {a: 2025-01-01}]", "[1, {a: '2025-01-01'}]"},
};

static void test_forms(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = read_text(cases[i].text);
        g_assert_cmpstr(found, ==, cases[i].found);
    }
}

static void test_required(void)
{
    g_autoptr(Arena) arena = arena_new();
    static const struct {
        const char *text, *messages;
    } texts[] = {
        {"x: 1\n", "a.md:2:1: error: unknown field 'x' = possible: days\na.md:9: error: the field 'days' is "
                   "missing = add a line such as: days: 12"},
        {"days:\n", "a.md:2:6: error: the field 'days' is empty = write for example: days: 12"},
        {"days: #5\n", "a.md:2:6: error: the field 'days' is empty = what follows ' #' is a comment: put the "
                       "text in quotes"},
        {"day: 5\n", "a.md:2:1: error: unknown field 'day' = did you mean 'days'?"},
        {"day: 5\ndays: 6\n", "a.md:2:1: error: unknown field 'day' = did you mean 'days'?"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autofree char *text = g_strconcat("\n", texts[i].text, NULL);
        g_autoptr(Source) source = source_new_take("a.md", g_strdup(text), strlen(text));
        g_autofree YamlNode *top = yaml_parse(source, 0, source->length, YAML_TOP_MAP, arena, diagnostics);
        const FieldReader reader = {source, arena, diagnostics, NULL, "a.md"};
        Value value = {0};
        fields_read(&reader, &days, 1, top, (Place){.source = source, .line = 9}, &value);
        g_autofree char *found = test_messages(diagnostics);
        g_assert_cmpstr(found, ==, texts[i].messages);
    }
}

static void test_compare(void)
{
    const Value a = value_text("甲"), b = value_text("甲乙"), none = {0};
    const Value one = {.kind = VALUE_INTEGER, .integer = 1}, two = {.kind = VALUE_INTEGER, .integer = 2};
    Value nan = {.kind = VALUE_NUMBER, .number = 0.0 / 0.0}, number = {.kind = VALUE_NUMBER, .number = 1};

    g_assert_cmpint(value_compare(&a, &b), <, 0);
    g_assert_cmpint(value_compare(&b, &a), >, 0);
    g_assert_cmpint(value_compare(&a, &a), ==, 0);
    g_assert_cmpint(value_compare(&none, &a), <, 0);
    g_assert_cmpint(value_compare(&one, &two), <, 0);
    g_assert_cmpint(value_compare(&number, &nan), <, 0);
    g_assert_cmpint(value_compare(&nan, &nan), ==, 0);
}

static void test_get(void)
{
    g_autoptr(Arena) arena = arena_new();
    Member *members = arena_new0(arena, Member, 3);

    members[0] = (Member){"z", value_text("1")};
    members[1] = (Member){"a", value_text("2")};
    members[2] = (Member){"m", value_text("3")};
    const Value record = value_record(arena, members, 3);
    g_assert_cmpstr(value_get(&record, "z")->text, ==, "1");
    g_assert_cmpstr(value_get(&record, "a")->text, ==, "2");
    g_assert_cmpstr(value_get(&record, "m")->text, ==, "3");
    g_assert_null(value_get(&record, "b"));
    g_assert_cmpstr(record.record.members[0].name, ==, "z");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/field/forms", test_forms);
    g_test_add_func("/content/field/required", test_required);
    g_test_add_func("/content/value/compare", test_compare);
    g_test_add_func("/content/value/get", test_get);
    return g_test_run();
}

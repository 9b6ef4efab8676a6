/* SPDX-License-Identifier: MIT */
#include "test-content-site.h"

static void test_built_in(void)
{
    static const char *const names[] = {"news",   "model", "commitment", "honour",
                                        "notice", "event", "report",     "page"};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Types) types = types_load(NULL, arena, diagnostics, NULL);

    g_assert_cmpuint(types_count(types), ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const Type *type = types_at(types, i);
        g_assert_cmpstr(type->name, ==, names[i]);
        g_assert_cmpstr(types_names(types)[i], ==, names[i]);
        g_assert_cmpstr(types_folders(types)[i], ==, type->folder);
        g_assert_true(types_by_folder(types, type->folder) == type);
        g_assert_true(types_by_name(types, names[i]) == type);
        g_assert_cmpint(type_field(type, "title"), ==, COMMON_TITLE);
        g_assert_cmpint(type_field(type, "attachments"), ==, COMMON_ATTACHMENTS);
        g_assert_cmpstr(type->fields[COMMON_AFTER].name, ==, "after");
        g_assert_cmpint(type_field(type, "nonsense"), ==, -1);
        g_assert_nonnull(labels_get(type->labels, "zh-Hans"));
    }
    g_assert_null(types_folders(types)[G_N_ELEMENTS(names)]);
    g_assert_null(types_by_name(types, "site"));
}

static void test_fields(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Types) types = types_load(NULL, arena, diagnostics, NULL);
    const Type *news = types_by_name(types, "news"), *page = types_by_name(types, "page");
    const Type *honour = types_by_name(types, "honour"), *notice = types_by_name(types, "notice");

    g_assert_true(news->fields[COMMON_DATE].required);
    g_assert_false(page->fields[COMMON_DATE].required);
    g_assert_cmpstr(labels_get(news->fields[COMMON_DATE].labels, "zh-Hans"), ==, "日期");
    const Field *recipient = &honour->fields[type_field(honour, "recipient")];
    g_assert_cmpint(recipient->kind, ==, FIELD_REFERENCE);
    g_assert_null(recipient->targets);
    g_assert_cmpstr(recipient->words[0], ==, "community");
    const Field *people = &page->fields[type_field(page, "people")];
    g_assert_true(people->list);
    g_assert_cmpstr(people->targets[0], ==, "model");
    g_assert_null(people->targets[1]);
    const Field *kind = &notice->fields[type_field(notice, "kind")];
    g_assert_cmpuint(kind->n_choices, ==, 3);
    g_assert_cmpstr(kind->fallback, ==, "notice");
    g_assert_cmpstr(labels_get(kind->choices[1].labels, "zh-Hans"), ==, "公示");
    const Field *posting = &notice->fields[type_field(notice, "posting")];
    g_assert_cmpint(posting->kind, ==, FIELD_RECORD);
    g_assert_cmpuint(posting->n_fields, ==, 3);
    g_assert_cmpstr(posting->fields[1].fallback, ==, "day");
}

static void test_labels(void)
{
    const Label items[] = {{"en", "News"}, {"zh-Hans", "新闻"}, {"zh", "消息"}};
    const Labels labels = {items, 3}, none = {0};

    g_assert_cmpstr(labels_get(labels, "zh-Hans"), ==, "新闻");
    g_assert_cmpstr(labels_get(labels, "zh-hans"), ==, "新闻");
    g_assert_cmpstr(labels_get(labels, "zh-TW"), ==, "消息");
    g_assert_cmpstr(labels_get(labels, "en-GB"), ==, "News");
    g_assert_cmpstr(labels_get(labels, "fr"), ==, "News");
    g_assert_null(labels_get(none, "en"));
}

static void test_own_type(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(
        site, "types/course.yaml",
        "name: course\nfolder: courses\nlabel: 课程\nfields:\n  teacher: { kind: text, required: true }\n"
        "  year: { kind: year }\n  size: { kind: choice, values: [small, large], default: small }\n"
        "  sessions: { kind: record, list: true, fields: { at: { kind: date } } }\n"
        "  date: { required: true }\n");
    test_site_write(site, "types/.hidden.yaml", "x");
    test_site_write(site, "content/courses/2025-03-01-a.md",
                    "---\ntitle: 书法\nteacher: 王老师\nsessions: [{ at: 2025-03-08 }]\n---\n");
    test_site_write(site, "content/courses/b.md", "---\ntitle: 剪纸\nteacher: 李老师\nyear: 2024\n---\n");
    test_site_load(site);
    test_site_expect(
        site,
        "content/courses/b.md:1: error: the field 'date' is missing = add a line such as: date: 2025-06-29");
    const Type *type = types_by_name(site->content->types, "course");
    g_assert_true(types_at(site->content->types, types_count(site->content->types) - 1) == type);
    g_assert_cmpstr(labels_get(type->labels, "zh-Hans"), ==, "课程");
    const Entry *entry = test_site_entry(site, "courses/2025-03-01-a");
    g_assert_cmpstr(entry_text(entry, "size"), ==, "small");
    g_assert_cmpint(date_year(test_site_entry(site, "courses/b")->day), ==, 2024);
}

static void test_own_order(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "types/z.yaml", "name: alpha\nfolder: alphas\n");
    test_site_write(site, "types/b.yaml", "name: beta\nfolder: betas\n");
    test_site_load(site);
    test_site_expect(site, "");
    g_assert_cmpstr(types_at(site->content->types, 8)->name, ==, "beta");
    g_assert_cmpstr(types_at(site->content->types, 9)->name, ==, "alpha");
}

static void test_own_fields(void)
{
    g_autoptr(TestSite) site = test_site_empty();
    test_site_write(site, "broadside.yaml",
                    "title: a\nfields:\n  news:\n    photographer: { kind: text, label: { zh-Hans: 摄影 } }\n"
                    "    author: { required: true }\n");
    test_site_write(site, "content/news/2025-01-01-a.md",
                    "---\ntitle: a\nphotographer: 张三\nauthor: 李四\n---\n");
    test_site_write(site, "content/news/2025-01-01-b.md", "---\ntitle: a\n摄影: 张三\n---\n");
    test_site_write(site, "content/notices/2025-01-01-c.md", "---\ntitle: a\n---\n");
    test_site_load(site);
    test_site_expect(
        site, "content/news/2025-01-01-b.md:1: error: the field 'author' is missing = add a line such as: "
              "author: …");
    g_assert_cmpstr(entry_text(test_site_entry(site, "news/2025-01-01-b"), "photographer"), ==, "张三");
    g_assert_cmpstr(entry_text(test_site_entry(site, "news/2025-01-01-a"), "photographer"), ==, "张三");
    g_assert_cmpint(type_field(types_by_name(site->content->types, "notice"), "photographer"), ==, -1);
}

static void test_own_fields_broken(void)
{
    g_autoptr(TestSite) site = test_site_empty();
    test_site_write(
        site, "broadside.yaml",
        "title: a\nfields:\n  newz: {}\n  page: [a]\n  news:\n    content: { kind: text }\n    end: { kind: "
        "text }\n"
        "    摄影: { kind: text }\n    year: { kind: text }\n    tags: { list: false }\n    a: text\n"
        "    b: { kind: txt }\n    c: { kind: choice }\n    d: { kind: record }\n    e: { knd: text }\n"
        "    f: { kind: integer, default: x }\n    g: { kind: text, list: true, default: x }\n"
        "    h: { values: [a] }\n    i: { label: [a] }\n    j: { kind: choice, values: x }\n");
    test_site_load(site);
    test_site_expect(
        site,
        "broadside.yaml:3:3: error: there is no type 'newz' = did you mean 'news'?\n"
        "broadside.yaml:4:3: error: the fields of 'page' are written by name = write for example: news: { "
        "photographer: { kind: text } }\n"
        "broadside.yaml:6:5: error: the name 'content' is reserved for templates = choose another name, such "
        "as 'own_content'\n"
        "broadside.yaml:7:5: error: the name 'end' is reserved for templates = choose another name, such as "
        "'own_end'\n"
        "broadside.yaml:8:5: error: a field's name is made of a to z, digits and '_', not '摄影' = put "
        "Chinese names into the label: label: { zh-Hans: … }\n"
        "broadside.yaml:9:5: error: the field 'year' must be of the kind 'year' = write: year: { kind: year "
        "}\n"
        "broadside.yaml:10:5: error: the field 'tags' exists already, and its form cannot change = only "
        "required, default, label, help and example can change; or use another name\n"
        "broadside.yaml:11:5: error: the field 'a' is not described = write for example: a: { kind: text }\n"
        "broadside.yaml:12:16: error: 'kind' cannot be 'txt' = did you mean 'text'? possible: any, text, "
        "slug, path, url, integer, number, boolean, date, year, period, choice, file, reference, record\n"
        "broadside.yaml:13:5: error: the choice 'c' has no values = add a line such as: values: [small, "
        "large]\n"
        "broadside.yaml:14:5: error: the record 'd' has no fields = add a line such as: fields: { note: { "
        "kind: text } }\n"
        "broadside.yaml:15:10: error: unknown field 'knd' = did you mean 'kind'?\n"
        "broadside.yaml:16:34: error: 'x' is not a whole number, as 'f' must be = write a whole number, such "
        "as 12\n"
        "broadside.yaml:17:43: error: a field of this kind cannot have a default: 'g' = remove this line\n"
        "broadside.yaml:18:5: error: 'h' has values, but is no choice = add: kind: choice\n"
        "broadside.yaml:19:17: error: a label is a text, or texts by language = write for example: { en: "
        "Photographer, zh-Hans: 摄影 }\n"
        "broadside.yaml:20:5: error: the choice 'j' has no values = add a line such as: values: [small, "
        "large]\n"
        "broadside.yaml:20:32: error: the values of a choice are a list of names, or labels by name = write "
        "for example: values: [small, large]");
}

static void test_own_type_broken(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "types/a.yaml", "name: news\nfolder: mine\n");
    test_site_write(site, "types/b.yaml", "name: mine\nfolder: news\n");
    test_site_write(site, "types/c.yaml", "name: mine\nfolder: data\n");
    test_site_write(site, "types/d.yaml", "name: 课程\nfolder: courses\n");
    test_site_write(site, "types/e.yaml", "name: course\nfields: [a]\n");
    test_site_write(site, "types/f.yaml", "name: course\nfolder: title\n");
    test_site_write(site, "types/g.yaml", "name: course\nfolder: courses\nfields:\n  id: { kind: text }\n");
    test_site_load(site);
    test_site_expect(
        site,
        "types/a.yaml:1:7: error: there is a type 'news' already = choose another name; to add fields to a "
        "type, use 'fields' in broadside.yaml\n"
        "types/b.yaml:2:9: error: the folder 'news' belongs to another type already = choose another folder\n"
        "types/c.yaml:2:9: error: the folder name 'data' is reserved for templates = choose another folder\n"
        "types/d.yaml:1:7: error: a name here is made of a to z, digits, '-' and '_', not '课程' = put "
        "Chinese names into the label: label: { zh-Hans: … }\n"
        "types/e.yaml:1: error: the field 'folder' is missing = add a line such as: folder: …\n"
        "types/f.yaml:2:9: error: the folder name 'title' is reserved for templates = choose another folder\n"
        "types/g.yaml:4:3: error: the name 'id' is reserved for templates = choose another name, such as "
        "'own_id'");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/type/built-in", test_built_in);
    g_test_add_func("/content/type/fields", test_fields);
    g_test_add_func("/content/type/labels", test_labels);
    g_test_add_func("/content/type/own-type", test_own_type);
    g_test_add_func("/content/type/own-order", test_own_order);
    g_test_add_func("/content/type/own-fields", test_own_fields);
    g_test_add_func("/content/type/own-fields-broken", test_own_fields_broken);
    g_test_add_func("/content/type/own-type-broken", test_own_type_broken);
    return g_test_run();
}

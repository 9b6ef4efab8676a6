/* SPDX-License-Identifier: MIT */
#include "content/frontmatter.h"
#include "test-content-site.h"

#include <unistd.h>

static void test_no_site(void)
{
    g_autoptr(TestSite) site = test_site_empty();
    test_site_load(site);

    g_assert_null(site->content);
    g_assert_error(site->error, CONTENT_ERROR, CONTENT_ERROR_NO_SITE);
    g_assert_true(g_str_has_prefix(site->error->message, "no broadside.yaml in '"));
    g_assert_nonnull(strstr(site->error->message, "broadside init DIR"));
}

static void test_empty_site(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_load(site);

    test_site_expect(site, "");
    g_assert_cmpuint(site->content->entries->len, ==, 0);
    g_assert_cmpuint(site->content->files->len, ==, 0);
    g_assert_cmpint(site->content->data.kind, ==, VALUE_RECORD);
    g_assert_cmpstr(content_config(site->content, "title")->text, ==, "测试");
    g_assert_cmpstr(content_config(site->content, "language")->text, ==, "zh-Hans");
    g_assert_cmpstr(content_config(site->content, "timezone")->text, ==, "Asia/Shanghai");
    g_assert_cmpstr(content_config(site->content, "theme")->text, ==, "bulletin");
    g_assert_cmpint(content_config(site->content, "raw_html")->kind, ==, VALUE_BOOLEAN);
    g_assert_false(content_config(site->content, "raw_html")->boolean);
    g_assert_cmpint(content_config(site->content, "base_url")->kind, ==, VALUE_NONE);
    g_assert_null(content_config(site->content, "nonsense"));
}

static void test_config(void)
{
    g_autoptr(TestSite) site = test_site_empty();
    test_site_write(
        site, "broadside.yaml",
        "titel: x\ntimezone: Asia/Beijing\nlanguage: 中文\ntheme: ../x\nbase_url: https://a.example/?x\n"
        "raw_html: yes\nmenu:\n  - title: 首页\n");
    test_site_load(site);

    test_site_expect(
        site,
        "broadside.yaml:1:1: error: unknown field 'titel' = did you mean 'title'?\n"
        "broadside.yaml:2:11: error: there is no time zone 'Asia/Beijing' = for China write Asia/Shanghai\n"
        "broadside.yaml:3:11: error: '中文' is not the sign of a language = for Chinese write zh-Hans, for "
        "English en\n"
        "broadside.yaml:4:8: error: '../x' is not the name of a theme = write the name of a folder in "
        "themes/, such as bulletin\n"
        "broadside.yaml:5:11: error: the site's address 'https://a.example/?x' cannot hold '?' or '#' = "
        "write the address of the first page up to its last '/'\n"
        "broadside.yaml:6:11: error: 'raw_html' takes true or false, not 'yes' = write true\n"
        "broadside.yaml:8:5: error: the field 'path' is missing = add a line such as: path: …");
}

static void test_config_broken(void)
{
    g_autoptr(TestSite) site = test_site_empty();
    test_site_write(site, "broadside.yaml", "title: [\n");
    test_site_write(site, "content/news/2025-01-01-a.md", "---\n---\n");
    test_site_load(site);

    test_site_expect(
        site,
        "broadside.yaml:1:8: error: a bracket is opened here and never closed = write a list as [one, two], "
        "and a text that begins so in quotes\n"
        "content/news/2025-01-01-a.md:1: error: the field 'title' is missing = add a line such as: title: …");
    g_assert_cmpstr(content_config(site->content, "theme")->text, ==, "bulletin");
}

static void test_entry(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/notices/2025/2025-06-29-停水 通知.md",
                    "---\ntitle: 停水通知\nkind: review\nposting: { days: 5 }\n---\n\n正文\n");
    test_site_load(site);
    test_site_expect(site, "");
    const Entry *entry = site->content->entries->pdata[0];

    g_assert_cmpstr(entry->id, ==, "notices/2025/2025-06-29-停水 通知");
    g_assert_cmpstr(entry->path, ==, "content/notices/2025/2025-06-29-停水 通知.md");
    g_assert_cmpstr(entry->slug, ==, "停水-通知");
    g_assert_null(entry->folder);
    g_assert_cmpstr(entry->type->name, ==, "notice");
    g_assert_cmpstr(entry->source->text + entry->body, ==, "\n正文\n");
    g_assert_cmpuint(entry->body_line, ==, 6);
    g_assert_cmpstr(entry_title(entry), ==, "停水通知");
    g_assert_cmpstr(entry_text(entry, "kind"), ==, "review");
    g_assert_cmpuint(entry_get(entry, "kind")->line, ==, 3);
    g_assert_cmpuint(entry_place(entry, entry_get(entry, "kind")).column, ==, 7);
    g_assert_cmpint(entry_get(entry, "issuer")->kind, ==, VALUE_NONE);
    g_assert_null(entry_text(entry, "issuer"));
    g_autofree char *day = date_format_iso(entry->day);
    g_assert_cmpstr(day, ==, "2025-06-29");
    g_assert_cmpuint(entry->fields[COMMON_DATE].line, ==, 0);
    const Value *posting = entry_get(entry, "posting");
    g_assert_cmpint(value_get(posting, "days")->integer, ==, 5);
    g_assert_cmpstr(value_get(posting, "unit")->text, ==, "day");
}

static void test_slugs(void)
{
    static const struct {
        const char *file, *id, *slug;
    } cases[] = {
        {"pages/2025-06-29.md", "pages/2025-06-29", "2025-06-29"},
        {"pages/2025-06-29-.md", "pages/2025-06-29-", "2025-06-29"},
        {"pages/2025-06-29_a.md", "pages/2025-06-29_a", "a"},
        {"pages/2025-06-291-a.md", "pages/2025-06-291-a", "2025-06-291-a"},
        {"pages/a.b.md", "pages/a.b", "a.b"},
        {"pages/e\xcc\x81.md", "pages/\xc3\xa9", "\xc3\xa9"},
        {"pages/photos/index.md", "pages/photos", "photos"},
        {"pages/2025-01-02-x/index.md", "pages/2025-01-02-x", "x"},
        {"pages/index/index.md", "pages/index", "index"},
        {"pages/own.md", "pages/own", "mine"},
    };
    g_autoptr(TestSite) site = test_site_new();

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("content/", cases[i].file, NULL);
        test_site_write(site, path,
                        strstr(path, "own") ? "---\ntitle: a\nslug: mine\n---\n" : "---\ntitle: a\n---\n");
    }
    test_site_load(site);
    test_site_expect(site, "");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(test_site_entry(site, cases[i].id)->slug, ==, cases[i].slug);
    g_assert_cmpstr(test_site_entry(site, "pages/photos")->folder, ==, "content/pages/photos");
    g_assert_null(test_site_entry(site, "pages/own")->folder);
}

static void check_day(const TestSite *site, const char *id, const char *expected)
{
    const Entry *entry = test_site_entry(site, id);
    g_autofree char *day = entry_has_day(entry) ? date_format_iso(entry->day) : g_strdup("none");

    g_assert_cmpstr(day, ==, expected);
}

static void test_days(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/events/a.md", "---\ntitle: a\nstart: 2025-03-04 09:00\n---\n");
    test_site_write(site, "content/events/2025-01-01-b.md", "---\ntitle: a\nstart: 2025-03-04\n---\n");
    test_site_write(site, "content/honours/c.md",
                    "---\ntitle: a\nlevel: district\nawarded: 2024-12-31\nawarded_by: 区\n---\n");
    test_site_write(site, "content/commitments/d.md",
                    "---\ntitle: a\nby: b\ngroup: other\nmade: 2024-01-31\nstatus: pledged\n---\n");
    test_site_write(site, "content/reports/e.md", "---\ntitle: a\nyear: 2023\n---\n");
    test_site_write(site, "content/reports/f.md", "---\ntitle: a\nyear: 2023\ndate: 2024-01-15\n---\n");
    test_site_write(site, "content/pages/g.md", "---\ntitle: a\n---\n");
    test_site_load(site);
    test_site_expect(site, "");
    check_day(site, "events/a", "2025-03-04T09:00");
    check_day(site, "events/2025-01-01-b", "2025-01-01");
    check_day(site, "honours/c", "2024-12-31");
    check_day(site, "commitments/d", "2024-01-31");
    check_day(site, "reports/e", "2023-01-01");
    check_day(site, "reports/f", "2024-01-15");
    check_day(site, "pages/g", "none");
}

static void test_date_in_name(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/news/2025-06-29-a.md", "---\ntitle: a\ndate: 2025-06-30\n---\n");
    test_site_write(site, "content/news/2025-06-29-b.md", "---\ntitle: a\ndate: 2025-06-29 08:00\n---\n");
    test_site_write(site, "content/news/2025-02-30-c.md", "---\ntitle: a\ndate: 2025-02-28\n---\n");
    test_site_write(site, "content/news/d.md", "---\ntitle: a\n---\n");
    test_site_load(site);
    test_site_expect(
        site,
        "content/news/2025-02-30-c.md: warning: there is no such day as '2025-02-30' in the name of this "
        "file = rename the file\n"
        "content/news/2025-06-29-a.md:3:7: warning: the date is 2025-06-30 here, but 2025-06-29 in the name "
        "of the file = the date in the front matter counts; make them the same\n"
        "content/news/d.md:1: error: the field 'date' is missing = add a line such as: date: 2025-06-29");
    check_day(site, "news/2025-06-29-a", "2025-06-30");
    check_day(site, "news/2025-06-29-b", "2025-06-29T08:00");
    g_assert_cmpstr(test_site_entry(site, "news/2025-02-30-c")->slug, ==, "2025-02-30-c");
}

static void test_order(void)
{
    static const char *const names[] = {"b", "a", "中", "a-b", "a/index", "B1", "a/c", "z"};
    g_autoptr(TestSite) site = test_site_new();
    g_autoptr(GString) order = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path =
            g_strdup_printf("content/pages/%s%s.md", names[i], strcmp(names[i], "a") ? "" : "0");
        test_site_write(site, path, "---\ntitle: a\n---\n");
    }
    test_site_load(site);
    test_site_expect(site, "");
    for (guint i = 0; i < site->content->entries->len; i++)
        g_string_append_printf(order, "%s ",
                               ((Entry *)site->content->entries->pdata[i])->id + strlen("pages/"));
    g_assert_cmpstr(order->str, ==, "B1 a a-b a/c a0 b z 中 ");
}

static void test_files(void)
{
    static const char *const names[] = {"b.jpg",    "a/c.pdf",     "Thumbs.db", ".DS_Store",   "~$x.docx",
                                        "x.md.swp", ".git/config", "a.md~",     "desktop.ini", "通知.docx"};
    g_autoptr(TestSite) site = test_site_new();
    g_autoptr(GString) files = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strconcat("content/news/", names[i], NULL);
        test_site_write(site, path, "x");
    }
    test_site_write(site, "content/images/x.jpg", "x");
    test_site_write(site, "content/news/X.MD", "x");
    test_site_load(site);
    test_site_expect(site, "content/news/X.MD: warning: this file is not read as an entry = let its name end "
                           "in '.md', in small letters\n"
                           "content/news/通知.docx: warning: this file is not read as an entry = make an "
                           "entry of it: broadside import FILE; or if it is for readers to download, name it "
                           "under 'attachments' of an entry");
    for (guint i = 0; i < site->content->files->len; i++)
        g_string_append_printf(files, "%s ", (char *)site->content->files->pdata[i]);
    g_assert_cmpstr(files->str, ==,
                    "content/images/x.jpg content/news/X.MD content/news/a/c.pdf content/news/b.jpg "
                    "content/news/通知.docx ");
}

static void test_places(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/a.md", "---\n---\n");
    test_site_write(site, "content/news/index.md", "---\n---\n");
    test_site_write(site, "content/newz/a.md", "---\n---\n");
    test_site_write(site, "content/newz/b.md", "---\n---\n");
    test_site_write(site, "content/commitment/b.md", "---\n---\n");
    test_site_write(site, "content/公告/b.md", "---\n---\n");
    test_site_load(site);
    test_site_expect(
        site, "content/a.md: error: an entry cannot lie directly in content/ = move it into a folder, such "
              "as content/pages/\n"
              "content/commitment: error: no type of entry has the folder 'commitment' = did you mean "
              "'content/commitments'?\n"
              "content/news/index.md: error: 'index.md' cannot lie directly in the folder of a type = the "
              "theme makes the list; move the text to content/pages/, or rename it\n"
              "content/newz: error: no type of entry has the folder 'newz' = did you mean 'content/news'?\n"
              "content/公告: error: no type of entry has the folder '公告' = did you mean "
              "'content/notices'?");
}

static void test_clashes(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/pages/a.md", "---\ntitle: a\n---\n");
    test_site_write(site, "content/pages/a/index.md", "---\ntitle: a\n---\n");
    test_site_write(site, "content/pages/B.md", "---\ntitle: a\n---\n");
    test_site_write(site, "content/pages/b.md", "---\ntitle: a\n---\n");
    test_site_write(site, "content/pages/\xc3\xa9.md", "---\ntitle: a\n---\n");
    test_site_write(site, "content/pages/e\xcc\x81.md", "---\ntitle: a\n---\n");
    test_site_load(site);
    test_site_expect(site, "content/pages/a/index.md: error: this entry and content/pages/a.md have the same "
                           "name 'pages/a' = rename or remove one of them\n"
                           "content/pages/b.md: error: on Windows and macOS this file and content/pages/B.md "
                           "have the same name = rename one of them\n"
                           "content/pages/\xc3\xa9.md: error: this entry and content/pages/e\xcc\x81.md have "
                           "the same name 'pages/\xc3\xa9' = rename or remove one of them");
    g_assert_cmpuint(site->content->entries->len, ==, 3);
}

static void link_make(const TestSite *site, const char *target, const char *path)
{
    g_autofree char *full = g_build_filename(site->root, path, NULL);
    g_assert_cmpint(symlink(target, full), ==, 0);
}

static void test_links(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/pages/a.md", "---\ntitle: a\n---\n");
    test_site_write(site, "elsewhere/b.md", "---\ntitle: b\n---\n");
    link_make(site, "../../elsewhere", "content/pages/inside");
    link_make(site, "a.md", "content/pages/same.md");
    link_make(site, "/etc", "content/pages/etc");
    link_make(site, "/etc/hostname", "content/pages/host.md");
    link_make(site, "nowhere", "content/pages/nowhere.md");
    link_make(site, "..", "content/pages/up");
    link_make(site, "itself.md", "content/pages/itself.md");
    test_site_load(site);
    test_site_expect(
        site, "content/pages/etc: error: this symbolic link leads out of the site = copy the file or folder "
              "into the site\n"
              "content/pages/host.md: error: this symbolic link leads out of the site = copy the file or "
              "folder into the site\n"
              "content/pages/itself.md: error: this symbolic link leads nowhere = remove it, or copy the "
              "file here\n"
              "content/pages/nowhere.md: error: this symbolic link leads nowhere = remove it, or copy the "
              "file here\n"
              "content/pages/up: error: this symbolic link leads to a folder around it = remove the link");
    g_assert_cmpuint(site->content->entries->len, ==, 3);
    g_assert_cmpstr(entry_title(test_site_entry(site, "pages/inside/b")), ==, "b");
    g_assert_cmpstr(entry_title(test_site_entry(site, "pages/same")), ==, "a");
}

static void test_sibling_root(void)
{
    g_autoptr(TestSite) site = test_site_new();
    g_autofree char *beside = g_strconcat(site->root, "-beside", NULL);
    g_assert_cmpint(g_mkdir(beside, 0755), ==, 0);
    test_site_write(site, "content/pages/a.md", "---\ntitle: a\n---\n");
    link_make(site, beside, "content/pages/beside");
    test_site_load(site);
    test_remove(beside);
    test_site_expect(site, "content/pages/beside: error: this symbolic link leads out of the site = copy the "
                           "file or folder into the site");
}

static void test_broken_name(void)
{
    g_autoptr(TestSite) site = test_site_new();
    g_autofree char *path = g_build_filename(site->root, "content/pages/\xb9\xab.md", NULL);
    test_site_write(site, "content/pages/a.md", "---\ntitle: a\n---\n");
    FILE *file = g_fopen(path, "w");
    if (!file) {
        g_test_skip("this file system has only UTF-8 names");
        return;
    }
    fclose(file);
    test_site_load(site);
    test_site_expect(
        site,
        "content/pages/\\xB9\\xAB.md: error: the name of this file is not UTF-8 = give the file a new name");
}

static void test_broken_utf8(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/pages/a.md", "---\ntitle: \xb9\xab\n---\n");
    test_site_load(site);
    g_assert_cmpuint(diagnostics_count(site->diagnostics, SEVERITY_ERROR), ==, 1);
    const Entry *entry = test_site_entry(site, "pages/a");
    g_assert_cmpstr(entry_title(entry), ==, "a");
    g_assert_nonnull(entry->source);
}

static void test_own_files(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/pages/a/index.md",
                    "---\ntitle: a\ncover: 照片.jpg\nattachments: [/content/pages/b.pdf, c.pdf, ../link.pdf, "
                    ".., Photo.JPG]\n---\n");
    test_site_write(site, "content/pages/a/照片.jpg", "x");
    test_site_write(site, "content/pages/a/photo.jpg", "x");
    test_site_write(site, "content/pages/b.pdf", "x");
    link_make(site, "/etc/hostname", "content/pages/link.pdf");
    test_site_load(site);
    test_site_expect(
        site,
        "content/pages/a/index.md:4:37: error: there is no file 'c.pdf' = it was looked for in the folder "
        "content/pages/a/\n"
        "content/pages/a/index.md:4:44: error: '../link.pdf' is a symbolic link that leads out of the site = "
        "copy the file into the site\n"
        "content/pages/a/index.md:4:57: error: '..' is a folder, not a file = name a file in it\n"
        "content/pages/a/index.md:4:61: error: there is no file 'Photo.JPG' = did you mean 'photo.jpg'?\n"
        "content/pages/link.pdf: error: this symbolic link leads out of the site = copy the file or folder "
        "into the site");
    const Entry *entry = test_site_entry(site, "pages/a");
    g_assert_cmpstr(entry->fields[COMMON_COVER].text, ==, "content/pages/a/照片.jpg");
    g_assert_cmpstr(entry->fields[COMMON_ATTACHMENTS].list.items[0].text, ==, "content/pages/b.pdf");
}

static void test_normal_forms(void)
{
    g_autoptr(TestSite) site = test_site_new();
    test_site_write(site, "content/pages/a.md",
                    "---\ntitle: a\ncover: \xc3\xa9.jpg\npeople: models/e\xcc\x81\n---\n");
    test_site_write(site, "content/pages/e\xcc\x81.jpg", "x");
    test_site_load(site);
    test_site_expect(site, "");
    const Entry *entry = test_site_entry(site, "pages/a");
    g_assert_cmpstr(entry->fields[COMMON_COVER].text, ==, "content/pages/e\xcc\x81.jpg");
    g_assert_cmpstr(entry_get(entry, "people")->list.items[0].text, ==, "models/\xc3\xa9");
}

static void test_frontmatter(void)
{
    static const struct {
        const char *text, *yaml, *body;
        guint line;
    } cases[] = {
        {"---\na: b\n---\nc\n", "a: b\n", "c\n", 4},
        {"---\r\na: b\r\n---\r\nc\r\n", "a: b\r\n", "c\r\n", 4},
        {"--- \na: b\n---\t\nc\n", "a: b\n", "c\n", 4},
        {"---\na: b\n...\nc\n", "a: b\n", "c\n", 4},
        {"---\na: b\n---", "a: b\n", "", 3},
        {"---\n---\n", "", "", 3},
        {"\n\n---\na: b\n---\nc\n---\n", "a: b\n", "c\n---\n", 6},
        {"---\na: |\n  ---\n---\nc", "a: |\n  ---\n", "c", 5},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autoptr(Source) source = source_new_take("a.md", g_strdup(cases[i].text), strlen(cases[i].text));
        FrontMatter matter;
        g_assert_true(frontmatter_find(source, &matter, diagnostics));
        g_autofree char *yaml = g_strndup(source->text + matter.start, matter.end - matter.start);
        g_assert_cmpstr(yaml, ==, cases[i].yaml);
        g_assert_cmpstr(source->text + matter.body, ==, cases[i].body);
        g_assert_cmpuint(matter.body_line, ==, cases[i].line);
    }
}

static void test_frontmatter_broken(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "a.md:1: error: the file is empty = begin it with a line '---', then 'title: …', then another "
             "line '---'"},
        {"\n \n", "a.md:1: error: the file is empty = begin it with a line '---', then 'title: …', then "
                  "another line '---'"},
        {"title: a\n", "a.md:1:1: error: the file does not begin with '---' = put a line '---' before the "
                       "first field and another one after the last"},
        {"----\ntitle: a\n", "a.md:1:1: error: this line is not the '---' that opens the front matter = type "
                             "three hyphens '---' at the start of the line, and nothing else on it"},
        {"---\ntitle: a\n", "a.md:1:1: error: the front matter that begins here is never closed = type a "
                            "line '---' below the last field"},
        {"---\ntitle: a\n———\nb\n",
         "a.md:3:1: error: this line is not the '---' that closes the front matter = type three hyphens "
         "'---' at the start of the line, and nothing else on it"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autoptr(Source) source = source_new_take("a.md", g_strdup(cases[i].text), strlen(cases[i].text));
        FrontMatter matter;
        g_assert_false(frontmatter_find(source, &matter, diagnostics));
        g_autofree char *found = test_messages(diagnostics);
        g_assert_cmpstr(found, ==, cases[i].message);
        g_assert_cmpuint(matter.body, ==, 0);
    }
}

static void test_bom_and_crlf(void)
{
    g_autoptr(TestSite) site = test_site_empty();
    test_site_write(site, "broadside.yaml", "\xef\xbb\xbftitle: 测试\r\nthemee: x\r\n");
    test_site_write(site, "content/pages/a.md",
                    "\xef\xbb\xbf---\r\ntitle: 甲\r\ntags:\r\n  - 乙\r\ndraft: yes\r\n---\r\n丙\r\n");
    test_site_load(site);
    test_site_expect(site,
                     "broadside.yaml:2:1: error: unknown field 'themee' = did you mean 'theme'?\n"
                     "content/pages/a.md:5:8: error: 'draft' takes true or false, not 'yes' = write true");
    const Entry *entry = test_site_entry(site, "pages/a");
    g_assert_cmpstr(entry_title(entry), ==, "甲");
    g_assert_cmpstr(entry->fields[COMMON_TAGS].list.items[0].text, ==, "乙");
    g_assert_cmpstr(entry->source->text + entry->body, ==, "丙\r\n");
}

static void test_unreadable(void)
{
    g_autoptr(TestSite) site = test_site_new();
    g_autofree char *path = g_build_filename(site->root, "content/pages/a.md", NULL);
    test_site_write(site, "content/pages/a.md", "---\ntitle: a\n---\n");
    g_assert_cmpint(g_chmod(path, 0), ==, 0);
    if (g_access(path, R_OK) == 0) {
        g_test_skip("this user may read anything");
        return;
    }
    test_site_load(site);
    g_assert_null(site->content);
    g_assert_error(site->error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/load/no-site", test_no_site);
    g_test_add_func("/content/load/empty-site", test_empty_site);
    g_test_add_func("/content/load/config", test_config);
    g_test_add_func("/content/load/config-broken", test_config_broken);
    g_test_add_func("/content/load/entry", test_entry);
    g_test_add_func("/content/load/slugs", test_slugs);
    g_test_add_func("/content/load/days", test_days);
    g_test_add_func("/content/load/date-in-name", test_date_in_name);
    g_test_add_func("/content/load/order", test_order);
    g_test_add_func("/content/load/files", test_files);
    g_test_add_func("/content/load/places", test_places);
    g_test_add_func("/content/load/clashes", test_clashes);
    g_test_add_func("/content/load/links", test_links);
    g_test_add_func("/content/load/sibling-root", test_sibling_root);
    g_test_add_func("/content/load/broken-name", test_broken_name);
    g_test_add_func("/content/load/broken-utf8", test_broken_utf8);
    g_test_add_func("/content/load/own-files", test_own_files);
    g_test_add_func("/content/load/normal-forms", test_normal_forms);
    g_test_add_func("/content/load/frontmatter", test_frontmatter);
    g_test_add_func("/content/load/frontmatter-broken", test_frontmatter_broken);
    g_test_add_func("/content/load/bom-and-crlf", test_bom_and_crlf);
    g_test_add_func("/content/load/unreadable", test_unreadable);
    return g_test_run();
}

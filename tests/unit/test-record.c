/* SPDX-License-Identifier: MIT */
#include "record/filing.h"
#include "record/record.h"
#include "test-content-site.h"

#include <unistd.h>

typedef struct {
    TestSite *test;
    Site *site;
    Record *record;
} Desk;

static void desk_init(Desk *desk, const char *config)
{
    desk->test = test_site_new();
    desk->site = NULL;
    desk->record = NULL;
    g_autofree char *text = g_strconcat("title: 梧桐里社区\n", config, NULL);
    test_site_write(desk->test, "broadside.yaml", text);
}

static void desk_read(Desk *desk)
{
    record_free(desk->record);
    desk->record = record_read(desk->test->root, desk->test->diagnostics, &desk->test->error);
    g_assert_no_error(desk->test->error);
}

/* The site and its record as they are on that day. Nothing has been said so far. */
static void desk_load(Desk *desk, const char *date)
{
    const SiteOptions options = {.date = date};
    TestSite *test = desk->test;

    g_clear_pointer(&desk->site, site_free);
    g_clear_pointer(&test->content, content_free);
    test_site_load(test);
    g_assert_no_error(test->error);
    desk->site = site_new(test->content, &options, test->diagnostics, &test->error);
    g_assert_no_error(test->error);
    diagnostics_clear(test->diagnostics);
    desk_read(desk);
}

static guint desk_number(Desk *desk, int year)
{
    const guint given = record_number(desk->record, desk->site, year, desk->test->diagnostics);

    g_assert_true(record_write(desk->record, desk->test->root, &desk->test->error));
    g_assert_no_error(desk->test->error);
    return given;
}

static void desk_close(Desk *desk, int year)
{
    GError **error = &desk->test->error;

    desk_number(desk, year);
    g_assert_true(record_close(desk->record, desk->site, year, desk->site->today, error));
    g_assert_true(record_write(desk->record, desk->test->root, error));
    g_assert_no_error(*error);
    diagnostics_clear(desk->test->diagnostics);
}

static void desk_clear(Desk *desk)
{
    record_free(desk->record);
    site_free(desk->site);
    test_site_free(desk->test);
}

static void desk_move(const Desk *desk, const char *from, const char *to)
{
    g_autofree char *old = g_build_filename(desk->test->root, from, NULL);
    g_autofree char *new = g_build_filename(desk->test->root, to, NULL);
    g_autofree char *folder = g_path_get_dirname(new);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    g_assert_cmpint(g_rename(old, new), ==, 0);
}

static void desk_remove(const Desk *desk, const char *path)
{
    g_autofree char *full = g_build_filename(desk->test->root, path, NULL);
    g_assert_cmpint(g_remove(full), ==, 0);
}

static char *desk_get(const Desk *desk, const char *path)
{
    g_autofree char *full = g_build_filename(desk->test->root, path, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(full, &text, NULL, NULL));
    return text;
}

/* "number id title" of each, withdrawn ones with why and when. */
static char *desk_items(const Desk *desk, int year)
{
    static const char *const why[] = {
        [WITHDRAWN_REMOVED] = "removed", [WITHDRAWN_DRAFT] = "draft", [WITHDRAWN_MOVED] = "moved"};
    const RecordYear *view = record_year(desk->record, year);
    GString *text = g_string_new(NULL);

    for (guint i = 0; view && i < view->n_items; i++) {
        const RecordItem *item = &view->items[i];
        g_autofree char *day = item->why ? date_format_iso(item->withdrawn) : NULL;
        g_string_append_printf(text, "%s %s%s%s%s%s\n", item->number, item->id, item->why ? " " : "",
                               item->why ? why[item->why] : "", day ? " " : "", day ? day : "");
    }
    return g_string_free(text, FALSE);
}

static void assert_items(const Desk *desk, int year, const char *expected)
{
    g_autofree char *found = desk_items(desk, year);
    g_assert_cmpstr(found, ==, expected);
}

static void assert_messages(const Desk *desk, const char *expected)
{
    g_autofree char *found = test_messages(desk->test->diagnostics);
    g_assert_cmpstr(found, ==, expected);
}

#define NEWS(title, rest) "---\ntitle: " title "\n" rest "---\n\nText.\n"

static const RecordItem *item_of(const Desk *desk, int year, const char *id)
{
    const RecordYear *view = record_year(desk->record, year);

    for (guint i = 0; view && i < view->n_items; i++)
        if (strcmp(view->items[i].id, id) == 0)
            return &view->items[i];
    g_error("no document '%s'", id);
}

static void test_filing(void)
{
    static const struct {
        const char *path, *text, *number;
    } cases[] = {
        {"news/a.md", NEWS("A", "date: 2025-02-01\n"), "W1-WS·2025-Y-BGS-0001"},
        {"notices/plain.md", NEWS("B", "date: 2025-02-01\n"), "W1-WS·2025-D10-BGS-0001"},
        {"notices/review.md",
         NEWS("C", "date: 2025-02-01\nkind: review\nposting: { days: 5 }\narchive: { department: 居委会 }\n"),
         "W1-WS·2025-D10-JWH-0001"},
        {"notices/public.md",
         NEWS("D", "date: 2025-02-02\nkind: disclosure\nmatter: finance\ncovers: 2025-Q1\n"),
         "W1-WS·2025-D30-BGS-0001"},
        {"events/e.md", NEWS("E", "start: 2025-02-03 19:30\narchive: { department: dw, retention: 30年 }\n"),
         "W1-WS·2025-D30-DW-0001"},
        {"honours/h.md", NEWS("F", "level: municipal\nawarded: 2025-02-03\nawarded_by: 市文明办\n"),
         "W1-WS·2025-Y-BGS-0002"},
        {"reports/r.md", NEWS("G", "year: 2025\ndate: 2026-01-03\n"), "W1-WS·2025-Y-BGS-0003"},
        {"commitments/c.md",
         NEWS("H", "by: 支部\nkind: social\nmade: 2025-02-03\ndue: 2026-02-03\nstatus: pledged\n"),
         "W1-WS·2025-D30-BGS-0002"},
        {"pages/p.md", NEWS("I", "date: 2025-05-05\narchive: { department: 老年协会 }\n"),
         "W1-WS·2025-D10-LNXH-0001"},
    };
    Desk desk;

    desk_init(&desk, "archive:\n  fonds: W1\n  departments: { DW: 党委, JWH: 居委会 }\n"
                     "  terms: { 新闻: Y, review: D10 }\n");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("content/", cases[i].path, NULL);
        test_site_write(desk.test, path, cases[i].text);
    }
    test_site_write(desk.test, "content/pages/undated.md", NEWS("J", ""));
    test_site_write(desk.test, "content/news/draft.md", NEWS("K", "date: 2025-01-01\ndraft: true\n"));
    desk_load(&desk, "2026-01-10");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, G_N_ELEMENTS(cases));
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *id = g_strndup(cases[i].path, strlen(cases[i].path) - 3);
        g_assert_cmpstr(item_of(&desk, 2025, id)->number, ==, cases[i].number);
    }
    assert_messages(&desk,
                    "content/pages/p.md:4:24: warning: the department '老年协会' has no code: 'LNXH' is taken"
                    " = write in broadside.yaml: archive: { departments: { LNXH: 老年协会 } }");
    g_assert_cmpstr(item_of(&desk, 2025, "honours/h")->responsible, ==, "市文明办");
    g_assert_cmpstr(item_of(&desk, 2025, "news/a")->responsible, ==, "梧桐里社区");
    g_assert_cmpstr(filing_department_name(desk.site, "JWH"), ==, "居委会");
    g_assert_cmpstr(filing_department_name(desk.site, "BGS"), ==, "办公室");
    g_assert_null(filing_department_name(desk.site, "XX"));
    desk_clear(&desk);
}

/* Late, withdrawn, back again. */
static void test_life(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/2025-03-01-b.md", NEWS("B", ""));
    test_site_write(desk.test, "content/news/2025-02-01-a.md", NEWS("A", ""));
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2025);
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/2025-02-01-a\n"
                 "0194-WS·2025-D10-BGS-0002 news/2025-03-01-b\n");
    test_site_write(desk.test, "content/news/2025-01-01-late.md", NEWS("Late", ""));
    desk_remove(&desk, "content/news/2025-02-01-a.md");
    test_site_write(desk.test, "content/news/2025-03-01-b.md", NEWS("B", "draft: true\n"));
    desk_load(&desk, "2026-02-01");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 1);
    const char *withdrawn = "0194-WS·2025-D10-BGS-0001 news/2025-02-01-a removed 2026-02-01\n"
                            "0194-WS·2025-D10-BGS-0002 news/2025-03-01-b draft 2026-02-01\n"
                            "0194-WS·2025-D10-BGS-0003 news/2025-01-01-late\n";
    assert_items(&desk, 2025, withdrawn);
    desk_load(&desk, "2026-02-09");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
    assert_items(&desk, 2025, withdrawn); /* on the day on which it was found */
    /* Another text at a name that is free is another document. */
    test_site_write(desk.test, "content/news/2025-02-01-a.md", NEWS("Another", "date: 2025-06-01\n"));
    test_site_write(desk.test, "content/news/2025-03-01-b.md", NEWS("B", "date: 2024-12-31\n"));
    desk_load(&desk, "2026-03-01");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 1);
    desk_number(&desk, 2024);
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/2025-02-01-a removed 2026-02-01\n"
                 "0194-WS·2025-D10-BGS-0002 news/2025-03-01-b moved 2026-02-01\n"
                 "0194-WS·2025-D10-BGS-0003 news/2025-01-01-late\n"
                 "0194-WS·2025-D10-BGS-0004 news/2025-02-01-a\n");
    assert_items(&desk, 2024, "0194-WS·2024-D10-BGS-0001 news/2025-03-01-b\n");
    test_site_write(desk.test, "content/news/2025-02-02-other-name.md", NEWS("A", "date: 2025-02-01\n"));
    test_site_write(desk.test, "content/news/2025-03-01-b.md", NEWS("B", ""));
    desk_load(&desk, "2026-04-01");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/2025-02-02-other-name\n"
                 "0194-WS·2025-D10-BGS-0002 news/2025-03-01-b\n"
                 "0194-WS·2025-D10-BGS-0003 news/2025-01-01-late\n"
                 "0194-WS·2025-D10-BGS-0004 news/2025-02-01-a\n");
    desk_clear(&desk);
}

/* Names that move on by one, and two that change places. */
static void test_renames(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    for (int i = 1; i <= 3; i++) {
        g_autofree char *path = g_strdup_printf("content/news/%d.md", i);
        g_autofree char *text = g_strdup_printf(NEWS("T%d", "date: 2025-01-0%d\n"), i, i);
        test_site_write(desk.test, path, text);
    }
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2025);
    desk_move(&desk, "content/news/3.md", "content/news/4.md");
    desk_move(&desk, "content/news/2.md", "content/news/3.md");
    desk_move(&desk, "content/news/1.md", "content/news/2.md");
    desk_load(&desk, "2026-01-11");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/2\n"
                 "0194-WS·2025-D10-BGS-0002 news/3\n"
                 "0194-WS·2025-D10-BGS-0003 news/4\n");
    desk_move(&desk, "content/news/2.md", "content/news/x.md");
    desk_move(&desk, "content/news/3.md", "content/news/2.md");
    desk_move(&desk, "content/news/x.md", "content/news/3.md");
    desk_load(&desk, "2026-01-12");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/3\n"
                 "0194-WS·2025-D10-BGS-0002 news/2\n"
                 "0194-WS·2025-D10-BGS-0003 news/4\n");
    /* A copy is another document, also where the first one is edited then. */
    g_autofree char *copy = desk_get(&desk, "content/news/4.md");
    test_site_write(desk.test, "content/news/4-copy.md", copy);
    test_site_write(desk.test, "content/news/4.md", NEWS("T3 again", "date: 2025-01-03\n"));
    desk_load(&desk, "2026-01-13");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 1);
    g_assert_cmpuint(item_of(&desk, 2025, "news/4")->item, ==, 3);
    g_assert_cmpuint(item_of(&desk, 2025, "news/4-copy")->item, ==, 4);
    desk_clear(&desk);
}

static void test_fonds(void)
{
    static const char *const without =
        "broadside.yaml: warning: no number of a fonds is set: archive numbers are given without it"
        " = write: archive: { fonds: \"0194\" }, before the numbers are printed";
    Desk desk;

    desk_init(&desk, "");
    test_site_write(desk.test, "content/news/2024-03-01-a.md", NEWS("A", ""));
    test_site_write(desk.test, "content/news/2025-03-01-b.md", NEWS("B", ""));
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2024);
    assert_messages(&desk, without);
    assert_items(&desk, 2024, "WS·2024-D10-BGS-0001 news/2024-03-01-a\n");
    test_site_write(desk.test, "broadside.yaml", "title: T\narchive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/2024-04-01-c.md", NEWS("C", ""));
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2025);
    assert_messages(&desk, "");
    desk_number(&desk, 2024);
    assert_messages(&desk, "broadside.yaml:2:10: warning: the numbers of 2024 were given without a fonds"
                           " = a number once given stays; other years begin with what is written here");
    assert_items(&desk, 2024,
                 "WS·2024-D10-BGS-0001 news/2024-03-01-a\n"
                 "WS·2024-D10-BGS-0002 news/2024-04-01-c\n");
    assert_items(&desk, 2025, "0194-WS·2025-D10-BGS-0001 news/2025-03-01-b\n");
    g_assert_null(record_year(desk.record, 2024)->fonds);
    g_assert_cmpstr(record_year(desk.record, 2025)->fonds, ==, "0194");
    desk_clear(&desk);
}

/* What is written later changes no number. */
static void test_filed_otherwise(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/2025-03-01-a.md", NEWS("A", ""));
    test_site_write(desk.test, "content/news/2025-03-02-b.md", NEWS("B", ""));
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2025);
    test_site_write(desk.test, "broadside.yaml",
                    "title: T\narchive: { fonds: 0194, terms: { news: D30 } }\n");
    test_site_write(desk.test, "content/news/2025-03-01-a.md",
                    NEWS("A", "archive: { retention: Y, department: DW }\n"));
    desk_load(&desk, "2026-01-11");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
    assert_messages(
        &desk,
        "broadside.yaml:2:10: warning: 1 document of 2025 has another term or department in its number than "
        "is "
        "written here = a number once given stays, whatever is written here later\n"
        "content/news/2025-03-01-a.md:3:23: warning: the retention is 'Y' here, but 'D10' in its number "
        "'0194-WS·2025-D10-BGS-0001' = a number once given stays; write the new term into 'remarks'\n"
        "content/news/2025-03-01-a.md:3:38: warning: the department is 'DW' here, but 'BGS' in its number "
        "'0194-WS·2025-D10-BGS-0001' = a number once given stays; write the new department into 'remarks'");
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/2025-03-01-a\n"
                 "0194-WS·2025-D10-BGS-0002 news/2025-03-02-b\n");
    desk_clear(&desk);
}

#define HEAD                                                                                                 \
    "version: 1\ngiven:\n  2025: { D10-BGS: 2 }\nyears:\n  2025:\n    fonds: \"0194\"\n    documents:\n"
#define FIRST                                                                                                \
    "      - number: 0194-WS·2025-D10-BGS-0001\n        entry: \"news/a\"\n        title: \"A\"\n        "  \
    "date: 2025-02-01\n"
#define SECOND                                                                                               \
    "      - number: 0194-WS·2025-D10-BGS-0002\n        entry: \"news/b\"\n        title: \"B\"\n        "  \
    "date: 2025-02-02\n"
#define RESTORE " = take the file from a backup of the site; numbers that were given must not be given again"

/* What is damaged is told with its place, and left as it is. */
static void test_damaged(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "archive.lock.yaml:1: error: the version of this file is missing" RESTORE},
        {"version: 2\nnew: [things]\n", "archive.lock.yaml:1: error: this file is of version 2, which a "
                                        "newer Broadside has written = use that "
                                        "Broadside, or a newer one"},
        {"version: 1\ngiven:\n  2025: { D10-BGS: 2 }\n",
         "archive.lock.yaml: error: the file was cut short" RESTORE},
        {HEAD FIRST, "archive.lock.yaml: error: the document 0002 of 2025-D10-BGS is missing" RESTORE},
        {HEAD SECOND, "archive.lock.yaml: error: the document 0001 of 2025-D10-BGS is missing" RESTORE},
        {HEAD FIRST FIRST SECOND, "archive.lock.yaml:12:17: error: the number '0194-WS·2025-D10-BGS-0001' "
                                  "was given twice = the other one is "
                                  "on line 8: take the file from a backup, or remove the document that was "
                                  "added last; its entry gets a "
                                  "number of its own"},
        {HEAD FIRST "      - number: 0194-WS.2025-D10-BGS-0002\n        entry: b\n        title: B\n",
         "archive.lock.yaml:12:17: error: '0194-WS.2025-D10-BGS-0002' is no archive number" RESTORE},
        {HEAD FIRST "      - number: 0194-WS·2025-D15-BGS-0002\n        entry: b\n        title: B\n",
         "archive.lock.yaml:12:17: error: '0194-WS·2025-D15-BGS-0002' is no archive number" RESTORE},
        {HEAD FIRST "      - number: 0194-WS·2025-D10-BGS-02\n        entry: b\n        title: B\n",
         "archive.lock.yaml:12:17: error: '0194-WS·2025-D10-BGS-02' is no archive number" RESTORE},
        {HEAD FIRST "      - number: 0194-WS·2024-D10-BGS-0002\n        entry: b\n        title: B\n",
         "archive.lock.yaml:12:17: error: the number '0194-WS·2024-D10-BGS-0002' is not of the year "
         "2025" RESTORE},
        {HEAD FIRST "      - number: WS·2025-D10-BGS-0002\n        entry: b\n        title: B\n",
         "archive.lock.yaml:12:17: error: the number 'WS·2025-D10-BGS-0002' does not begin as the others of "
         "its "
         "year do" RESTORE},
        {HEAD FIRST "      - entry: b\n        title: B\n",
         "archive.lock.yaml:12:9: error: the field 'number' is missing = add a line such as: number: …"},
        {HEAD FIRST SECOND "        retired: yes\n",
         "archive.lock.yaml:16:9: error: unknown field 'retired' = possible: number, entry, title, date, "
         "document_no, responsible, secrecy, entry_remarks, entry_pages, pages, remarks, withdrawn, because, "
         "bytes, fields, text, files"},
        {HEAD FIRST SECOND "        date: 2025-02-30\n",
         "archive.lock.yaml:16:9: error: 'date' is written twice = remove one of them; the other one is on "
         "line 15"},
        {HEAD FIRST "<<<<<<< ours\n" SECOND "=======\n>>>>>>> theirs\n",
         "archive.lock.yaml:12: error: two versions of this file were put together, and nobody has decided "
         "between "
         "them = take the whole file of the one who gave numbers first, then run 'broadside archive' again"},
        {HEAD "      - [1]\n" FIRST SECOND,
         "archive.lock.yaml:8:9: error: a document with its number belongs here" RESTORE},
        {"version: 1\ngiven:\n  2025: { D10-BGS: many }\nyears:\n",
         "archive.lock.yaml:3:11: error: 'D10-BGS' does not say how many numbers were given" RESTORE},
        {"version: 1\ngiven: {}\nyears:\n  25:\n    documents: []\n",
         "archive.lock.yaml:4:3: error: a year with its documents belongs here, not '25'" RESTORE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Desk desk;
        desk_init(&desk, "archive: { fonds: 0194 }\n");
        test_site_write(desk.test, "content/news/a.md", NEWS("A", "date: 2025-02-01\n"));
        desk_load(&desk, "2026-01-10");
        test_site_write(desk.test, RECORD_FILE, cases[i].text);
        desk_read(&desk);
        assert_messages(&desk, cases[i].message);
        record_number(desk.record, desk.site, 2025, desk.test->diagnostics);
        g_assert_false(record_write(desk.record, desk.test->root, &desk.test->error));
        g_assert_cmpstr(desk.test->error->message, ==, "'archive.lock.yaml' has errors: it is left as it is");
        g_autofree char *text = desk_get(&desk, RECORD_FILE);
        g_assert_cmpstr(text, ==, cases[i].text);
        desk_clear(&desk);
    }
}

static void test_no_file(void)
{
    Desk desk;

    desk_init(&desk, "");
    desk_load(&desk, "2026-01-10");
    test_site_write(desk.test, "elsewhere.yaml", HEAD FIRST SECOND);
    g_autofree char *path = g_build_filename(desk.test->root, RECORD_FILE, NULL);
    g_assert_cmpint(symlink("elsewhere.yaml", path), ==, 0);
    desk_read(&desk);
    assert_messages(&desk,
                    "archive.lock.yaml: error: this is a link or a folder, and no file = put the file itself "
                    "into the site");
    g_assert_false(record_write(desk.record, desk.test->root, &desk.test->error));
    g_clear_error(&desk.test->error);
    g_assert_cmpint(g_unlink(path), ==, 0);
    test_site_write_bytes(desk.test, RECORD_FILE, HEAD "\xff\xfe", -1);
    diagnostics_clear(desk.test->diagnostics);
    desk_read(&desk);
    g_assert_cmpuint(diagnostics_count(desk.test->diagnostics, SEVERITY_ERROR), ==, 1);
    g_assert_false(record_write(desk.record, desk.test->root, &desk.test->error));
    desk_clear(&desk);
}

/* Remarks, and whatever else does no harm: another order, CR LF, comments, flow style. */
static void test_by_hand(void)
{
    static const char *const texts[] = {
        HEAD FIRST "        remarks: 原件已移交\n" SECOND,
        "# 2026\r\nversion: 1\r\ngiven:\r\n  2025: { D10-BGS: 2 }\r\nyears:\r\n  2025:\r\n    fonds: "
        "'0194'\r\n    "
        "documents:\r\n      - { remarks: 原件已移交, number: 0194-WS·2025-D10-BGS-0001, entry: news/a, "
        "title: A, date: "
        "2025-02-01 }\r\n      - { number: 0194-WS·2025-D10-BGS-0002, entry: news/b, title: B, date: "
        "2025-02-02 }\r\n",
        "years: { 2025: { fonds: \"0194\", documents: [ { number: 0194-WS·2025-D10-BGS-0002, entry: news/b, "
        "title: B "
        "}, { number: 0194-WS·2025-D10-BGS-0001, remarks: 原件已移交, entry: news/a, title: A } ] } "
        "}\ngiven: {}\n"
        "version: 1\n",
    };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        Desk desk;
        desk_init(&desk, "archive: { fonds: 0194 }\n");
        test_site_write(desk.test, "content/news/a.md",
                        NEWS("A", "date: 2025-02-01\narchive: { remarks: 一式两份 }\n"));
        test_site_write(desk.test, "content/news/b.md", NEWS("B", "date: 2025-02-02\n"));
        test_site_write(desk.test, RECORD_FILE, texts[i]);
        desk_load(&desk, "2026-01-10");
        assert_messages(&desk, "");
        for (guint run = 0; run < 2; run++) {
            g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
            g_assert_cmpstr(item_of(&desk, 2025, "news/a")->remarks, ==, "一式两份；原件已移交");
            g_assert_null(item_of(&desk, 2025, "news/b")->remarks);
            desk_read(&desk);
        }
        g_autofree char *text = desk_get(&desk, RECORD_FILE);
        g_assert_nonnull(strstr(text, "\n        remarks: \"原件已移交\"\n"));
        desk_clear(&desk);
    }
}

/* Somebody else has changed it between reading and writing. */
static void test_meanwhile(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/a.md", NEWS("A", "date: 2025-02-01\n"));
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2025);
    test_site_write(desk.test, "content/news/b.md", NEWS("B", "date: 2025-02-02\n"));
    desk_load(&desk, "2026-01-10");
    record_number(desk.record, desk.site, 2025, desk.test->diagnostics);
    test_site_write(desk.test, RECORD_FILE, HEAD FIRST SECOND);
    g_assert_false(record_write(desk.record, desk.test->root, &desk.test->error));
    g_assert_cmpstr(desk.test->error->message, ==,
                    "'archive.lock.yaml' was changed by somebody else meanwhile: run the command again");
    g_autofree char *text = desk_get(&desk, RECORD_FILE);
    g_assert_cmpstr(text, ==, HEAD FIRST SECOND);
    g_autofree char *temporary = g_build_filename(desk.test->root, "." RECORD_FILE ".new", NULL);
    g_assert_false(g_file_test(temporary, G_FILE_TEST_EXISTS));
    desk_clear(&desk);
}

/* Beyond four digits, and beyond what one YAML document may hold. */
static void test_many(void)
{
    g_autoptr(GString) text =
        g_string_new("version: 1\ngiven:\n  2024: { Y-BGS: 1 }\n  2025: { D10-BGS: 9999 }\n"
                     "years:\n  2024:\n    documents:\n      - number: WS·2024-Y-BGS-0001\n"
                     "        entry: \"honours/h\"\n        title: \"");
    Desk desk;

    for (guint i = 0; i < 8 * 1024 * 1024; i++)
        g_string_append_c(text, 'x');
    g_string_truncate(text, text->len - 1024);
    g_string_append(text, "\"\n  2025:\n    documents:\n");
    for (guint i = 1; i <= 9999; i++)
        g_string_append_printf(text,
                               "      - number: WS·2025-D10-BGS-%04u\n        entry: \"news/gone-%u\"\n"
                               "        title: \"%u\"\n        withdrawn: 2026-01-01\n",
                               i, i, i);
    desk_init(&desk, "");
    test_site_write(desk.test, RECORD_FILE, text->str);
    test_site_write(desk.test, "content/news/a.md", NEWS("A", "date: 2025-02-01\n"));
    test_site_write(desk.test, "content/news/b.md", NEWS("B", "date: 2025-02-02\n"));
    desk_load(&desk, "2026-01-10");
    assert_messages(&desk, "");
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 2);
    desk_read(&desk);
    assert_messages(
        &desk, "broadside.yaml: warning: no number of a fonds is set: archive numbers are given without it"
               " = write: archive: { fonds: \"0194\" }, before the numbers are printed");
    g_assert_cmpuint(record_year(desk.record, 2025)->n_items, ==, 10001);
    g_assert_cmpstr(record_year(desk.record, 2025)->items[10000].number, ==, "WS·2025-D10-BGS-10001");
    g_assert_cmpuint(record_year(desk.record, 2024)->n_items, ==, 1);
    desk_clear(&desk);
}

/* What is masked in messages is not kept in a file, either. */
static void test_masked(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/a.md", NEWS("联系 13812345678", "date: 2025-02-01\n"));
    desk_load(&desk, "2026-01-10");
    desk_close(&desk, 2025);
    g_autofree char *text = desk_get(&desk, RECORD_FILE);
    g_assert_null(strstr(text, "13812345678"));
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    assert_messages(&desk, "");
    test_site_write(desk.test, "content/news/a.md", NEWS("联系 13812345679", "date: 2025-02-01\n"));
    desk_load(&desk, "2026-01-11");
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    g_assert_cmpuint(diagnostics_count(desk.test->diagnostics, SEVERITY_WARNING), ==, 1);
    g_autofree char *said = test_messages(desk.test->diagnostics);
    g_assert_null(strstr(said, "1381234567"));
    desk_clear(&desk);
}

#define AGAIN " = run 'broadside archive 2025' again, or undo this"

/* One edit each to a year that is closed. */
static void test_closed(void)
{
    static const struct {
        const char *path, *text; /* NULL: removed */
        const char *message;
    } cases[] = {
        {"content/news/a/index.md", NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\n"),
         ""},
        {"content/news/a/index.md",
         "---\r\nplace:   广场 # here\r\ntitle: 'A'\r\ndate: \"2025-2-1\"\r\nattachments:\r\n  - "
         "list.csv\r\n---\r\n"
         "\r\nText.  \r\n\r\n",
         ""},
        {"content/news/a/index.md",
         "---\ntitle: A\ndate: 2025-02-01\nattachments: [list.csv]\nplace: 广场\naccept: [{ finding: mobile, "
         "reason: r "
         "}]\n---\n\nText.\n",
         ""},
        {"content/news/a/index.md", NEWS("新题", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\n"),
         "content/news/a/index.md:2:8: warning: the title was 'A' when 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/a/index.md", NEWS("A", "date: 2025-02-02\nattachments: [list.csv]\nplace: 广场\n"),
         "content/news/a/index.md:3:7: warning: the day was 2025-02-01 when 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/a/index.md", NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nauthor: 王\n"),
         "content/news/a/index.md:5:9: warning: changed since 2025 was archived on 2026-01-10: author, "
         "place" AGAIN},
        {"content/news/a/index.md",
         NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\n") "More.\n",
         "content/news/a/index.md:7: warning: the text has changed since 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/a/index.md",
         NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\ndraft: true\n"),
         "content/news/a/index.md:6:8: warning: this entry was no draft when 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/a/index.md", NEWS("A", "date: 2024-02-01\nattachments: [list.csv]\nplace: 广场\n"),
         "content/news/a/index.md:3:7: warning: this entry was filed in 2025, which was archived on "
         "2026-01-10" AGAIN},
        {"content/news/b.md", NULL,
         "archive.lock.yaml:%u: warning: the entry 'news/b' was removed since 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/c.md", NEWS("C", "date: 2025-02-04\n"),
         "content/news/c.md: warning: this entry has come since 2025 was archived on 2026-01-10 = run "
         "'broadside "
         "archive 2025' again: it gets the next number"},
        {"content/news/a/list.csv", "1,3\n",
         "content/news/a/index.md: warning: 'content/news/a/list.csv' has changed since 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/a/list.csv", "1,2\n", ""},
        {"content/news/a/photo.jpg", NULL,
         "content/news/a/index.md: warning: 'content/news/a/photo.jpg' is missing that was there when 2025 "
         "was "
         "archived on 2026-01-10" AGAIN},
        {"content/news/a/more.jpg", "x",
         "content/news/a/index.md: warning: 'content/news/a/more.jpg' was added since 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/b.jpg", "other", /* only its text shows it */
         "content/news/b.md: warning: 'content/news/b.jpg' has changed since 2025 was archived on "
         "2026-01-10" AGAIN},
        /* It goes on in the next year. */
        {"content/commitments/c.md",
         NEWS("承诺", "by: 支部\nkind: social\nmade: 2025-12-01\ndue: 2026-03-01\nstatus: fulfilled\nclosed: "
                      "2026-02-01\n"),
         ""},
        {"content/commitments/c.md",
         NEWS("改题", "by: 支部\nkind: social\nmade: 2025-12-01\ndue: 2026-03-01\nstatus: fulfilled\nclosed: "
                      "2026-02-01\n"),
         "content/commitments/c.md:2:8: warning: the title was '承诺' when 2025 was archived on "
         "2026-01-10" AGAIN},
        {"content/news/2024.md", NEWS("Of another year", "date: 2024-12-31\n"), ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Desk desk;
        desk_init(&desk, "archive: { fonds: 0194 }\n");
        test_site_write(desk.test, "content/news/a/index.md",
                        NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\n"));
        test_site_write(desk.test, "content/news/a/list.csv", "1,2\n");
        test_site_write(desk.test, "content/news/a/photo.jpg", "photo");
        test_site_write(desk.test, "content/news/b.md",
                        "---\ntitle: B\ndate: 2025-02-03\n---\n![b](b.jpg)\n");
        test_site_write(desk.test, "content/news/b.jpg", "photo");
        test_site_write(
            desk.test, "content/commitments/c.md",
            NEWS("承诺", "by: 支部\nkind: social\nmade: 2025-12-01\ndue: 2026-03-01\nstatus: pledged\n"));
        desk_load(&desk, "2026-01-10");
        desk_close(&desk, 2025);
        record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
        assert_messages(&desk, "");
        if (cases[i].text)
            test_site_write(desk.test, cases[i].path, cases[i].text);
        else
            desk_remove(&desk, cases[i].path);
        desk_load(&desk, "2026-02-01");
        record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
        g_autofree char *lock = desk_get(&desk, RECORD_FILE);
        guint line = 2;
        for (const char *p = lock; p < strstr(lock, "entry: \"news/b\""); p++)
            line += *p == '\n';
        g_autofree char *expected = g_strdup_printf(cases[i].message, line - 2);
        assert_messages(&desk, expected);
        /* Archived again, it is as it should be. */
        desk_close(&desk, 2025);
        record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
        assert_messages(&desk, "");
        desk_clear(&desk);
    }
}

/* Whatever stands in a title is read as it was written. */
static void test_characters(void)
{
    static const char *const titles[] = {
        "\"a\\tb\\nc \\\" \\\\ \\u2028 \\uFEFF # : - 😀\"",
        "'它说：“好”。'",
        "\"null\"",
        "\"1: 2\"",
        "\"<<<<<<< \"",
    };
    Desk desk;

    for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
        desk_init(&desk, "archive: { fonds: 0194 }\n");
        g_autofree char *text = g_strdup_printf("---\ntitle: %s\ndate: 2025-02-01\n---\n", titles[i]);
        test_site_write(desk.test, "content/news/a b'\"#.md", text);
        desk_load(&desk, "2026-01-10");
        desk_close(&desk, 2025);
        desk_load(&desk, "2026-01-10");
        g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
        record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
        assert_messages(&desk, "");
        const RecordItem *item = &record_year(desk.record, 2025)->items[0];
        g_assert_cmpstr(item->title, ==, entry_title(item->entry));
        desk_clear(&desk);
    }
}

/* A record in March, to look at: what comes in April is no surprise, what comes of February is. */
static void test_closed_early(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/a.md", NEWS("A", "date: 2025-02-01\n"));
    desk_load(&desk, "2025-03-31");
    desk_close(&desk, 2025);
    test_site_write(desk.test, "content/news/april.md", NEWS("B", "date: 2025-04-01\n"));
    test_site_write(desk.test, "content/news/february.md", NEWS("C", "date: 2025-02-02\n"));
    desk_load(&desk, "2025-04-02");
    record_check(desk.record, desk.site, CHECK_SIZES, desk.test->diagnostics);
    assert_messages(&desk,
                    "content/news/february.md: warning: this entry has come since 2025 was archived on "
                    "2025-03-31 = run 'broadside archive 2025' again: it gets the next number");
    desk_close(&desk, 2025);
    desk_load(&desk, "2026-01-04");
    desk_close(&desk, 2025);
    test_site_write(desk.test, "content/reports/r.md", NEWS("R", "year: 2025\ndate: 2026-01-05\n"));
    desk_load(&desk, "2026-01-06");
    record_check(desk.record, desk.site, CHECK_SIZES, desk.test->diagnostics);
    assert_messages(
        &desk, "content/reports/r.md: warning: this entry has come since 2025 was archived on 2026-01-04 "
               "= run 'broadside archive 2025' again: it gets the next number");
    desk_clear(&desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/filing", test_filing);
    g_test_add_func("/record/life", test_life);
    g_test_add_func("/record/renames", test_renames);
    g_test_add_func("/record/fonds", test_fonds);
    g_test_add_func("/record/filed-otherwise", test_filed_otherwise);
    g_test_add_func("/record/damaged", test_damaged);
    g_test_add_func("/record/no-file", test_no_file);
    g_test_add_func("/record/by-hand", test_by_hand);
    g_test_add_func("/record/meanwhile", test_meanwhile);
    g_test_add_func("/record/many", test_many);
    g_test_add_func("/record/masked", test_masked);
    g_test_add_func("/record/closed", test_closed);
    g_test_add_func("/record/characters", test_characters);
    g_test_add_func("/record/closed-early", test_closed_early);
    return g_test_run();
}

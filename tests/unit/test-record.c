/* SPDX-License-Identifier: MIT */
#include "record-desk.h"
#include "record/filing.h"

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

/* Files whose names were exchanged, with one of another year and with a draft; and a copy of which the first
 * was written over. */
static void test_exchanged(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/a.md", NEWS("A", "date: 2024-02-01\n"));
    test_site_write(desk.test, "content/news/b.md", NEWS("B", "date: 2025-02-01\n"));
    test_site_write(desk.test, "content/news/c.md", NEWS("C", "date: 2025-02-02\n"));
    test_site_write(desk.test, "content/news/d.md", NEWS("D", "date: 2025-02-03\ndraft: true\n"));
    test_site_write(desk.test, "content/news/e.md", NEWS("E", "date: 2025-02-04\n"));
    desk_load(&desk, "2026-01-10");
    desk_number(&desk, 2024);
    desk_number(&desk, 2025);
    test_site_write(desk.test, "content/news/a.md", NEWS("B", "date: 2025-02-01\n"));
    test_site_write(desk.test, "content/news/b.md", NEWS("A", "date: 2024-02-01\n"));
    test_site_write(desk.test, "content/news/d.md", NEWS("C", "date: 2025-02-02\n"));
    test_site_write(desk.test, "content/news/c.md", NEWS("D", "date: 2025-02-03\ndraft: true\n"));
    test_site_write(desk.test, "content/news/e.md", NEWS("F", "date: 2026-01-11\n"));
    test_site_write(desk.test, "content/news/f.md", NEWS("E", "date: 2025-02-04\n"));
    desk_load(&desk, "2026-01-11");
    g_assert_cmpuint(desk_number(&desk, 2024), ==, 0);
    g_assert_cmpuint(desk_number(&desk, 2025), ==, 0);
    assert_items(&desk, 2024, "0194-WS·2024-D10-BGS-0001 news/b\n");
    assert_items(&desk, 2025,
                 "0194-WS·2025-D10-BGS-0001 news/a\n0194-WS·2025-D10-BGS-0002 news/d\n"
                 "0194-WS·2025-D10-BGS-0003 news/f\n");
    desk_clear(&desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/filing", test_filing);
    g_test_add_func("/record/life", test_life);
    g_test_add_func("/record/renames", test_renames);
    g_test_add_func("/record/exchanged", test_exchanged);
    g_test_add_func("/record/fonds", test_fonds);
    g_test_add_func("/record/filed-otherwise", test_filed_otherwise);
    return g_test_run();
}

/* SPDX-License-Identifier: MIT */
#include "record-desk.h"

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

/* Saved after it was copied into the record, which has what it was before. */
static void test_saved_meanwhile(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/a/index.md", NEWS("A", "date: 2025-02-01\n"));
    test_site_write(desk.test, "content/news/a/list.csv", "after");
    test_site_write(desk.test, "copy/content/news/a/list.csv", "before");
    desk_load(&desk, "2026-01-10");
    desk_close(&desk, 2025);
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    assert_messages(&desk,
                    "content/news/a/index.md: warning: 'content/news/a/list.csv' has changed since 2025 "
                    "was archived on 2026-01-10 = run 'broadside archive 2025' again, or undo this");
    desk_clear(&desk);
}

/* The catalogue shows it in [ ], and nothing has changed. */
static void test_own_title(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/news/a.md",
                    NEWS("照片", "date: 2025-02-01\narchive: { own_title: true }\n"));
    desk_load(&desk, "2026-01-10");
    desk_close(&desk, 2025);
    g_assert_cmpstr(item_of(&desk, 2025, "news/a")->title, ==, "[照片]");
    desk_load(&desk, "2026-01-11");
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    assert_messages(&desk, "");
    desk_clear(&desk);
}

#define AGAIN " = run 'broadside archive 2025' again, or undo this"

/* One edit each to a year that is closed. */
static const struct {
    const char *path, *text; /* NULL: removed */
    const char *message;
} edits[] = {
    {"content/news/a/index.md", NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\n"), ""},
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

/* Two entries, one with files, and a commitment that goes on: archived in January. */
static void edited_begin(Desk *desk)
{
    desk_init(desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk->test, "content/news/a/index.md",
                    NEWS("A", "date: 2025-02-01\nattachments: [list.csv]\nplace: 广场\n"));
    test_site_write(desk->test, "content/news/a/list.csv", "1,2\n");
    test_site_write(desk->test, "content/news/a/photo.jpg", "photo");
    test_site_write(desk->test, "content/news/b.md",
                    "---\ntitle: B\ndate: 2025-02-03\n---\n```gallery\nb.jpg\n```\n");
    test_site_write(desk->test, "content/news/b.jpg", "photo");
    test_site_write(
        desk->test, "content/commitments/c.md",
        NEWS("承诺", "by: 支部\nkind: social\nmade: 2025-12-01\ndue: 2026-03-01\nstatus: pledged\n"));
    desk_load(desk, "2026-01-10");
    desk_close(desk, 2025);
}

static void assert_told(const Desk *desk, const char *expected)
{
    record_check(desk->record, desk->site, CHECK_BYTES, desk->test->diagnostics);
    assert_messages(desk, expected);
}

/* `message`, whose %u is the line of the register that has the entry 'news/b'. */
static char *message_at(const Desk *desk, const char *message)
{
    g_autofree char *lock = desk_get(desk, RECORD_FILE);
    g_auto(GStrv) lines = g_strsplit(lock, "\n", -1);
    guint line = 0;

    while (lines[line] && !strstr(lines[line], "entry: \"news/b\""))
        line++;
    return g_strdup_printf(message, line);
}

static void test_closed(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(edits); i++) {
        Desk desk;
        edited_begin(&desk);
        assert_told(&desk, "");
        if (edits[i].text)
            test_site_write(desk.test, edits[i].path, edits[i].text);
        else
            desk_remove(&desk, edits[i].path);
        desk_load(&desk, "2026-02-01");
        g_autofree char *expected = message_at(&desk, edits[i].message);
        assert_told(&desk, expected);
        /* Archived again, it is as it should be. */
        desk_close(&desk, 2025);
        assert_told(&desk, "");
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

#define PLEDGE(rest)                                                                                         \
    "---\ntitle: 承诺\nby: 支部\ngroup: other\nmade: 2024-12-01\ndue: 2025-03-01\n" rest "---\n\nText.\n"

/* What goes on in the next year may change until that is archived, too; then it is held to what it was at the
 * end. */
static void test_spanning(void)
{
    Desk desk;

    desk_init(&desk, "archive: { fonds: 0194 }\n");
    test_site_write(desk.test, "content/commitments/c.md", PLEDGE("status: pledged\n"));
    test_site_write(desk.test, "content/news/n.md", NEWS("N", "date: 2025-02-01\n"));
    desk_load(&desk, "2025-01-10");
    desk_close(&desk, 2024);
    test_site_write(desk.test, "content/commitments/c.md", PLEDGE("status: fulfilled\nclosed: 2025-02-01\n"));
    desk_load(&desk, "2026-01-10");
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    assert_messages(&desk, "");
    desk_close(&desk, 2025);
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    assert_messages(&desk, "");
    test_site_write(desk.test, "content/commitments/c.md",
                    PLEDGE("status: fulfilled\nclosed: 2025-02-01\ntags: [x]\n"));
    desk_load(&desk, "2026-01-11");
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    g_autofree char *found = test_messages(desk.test->diagnostics);
    g_assert_nonnull(strstr(found, "changed since 2025 was archived on 2026-01-10: tags" AGAIN));
    g_assert_cmpuint(diagnostics_count(desk.test->diagnostics, SEVERITY_WARNING), ==, 1);
    desk_close(&desk, 2025);
    record_check(desk.record, desk.site, CHECK_BYTES, desk.test->diagnostics);
    assert_messages(&desk, "");
    desk_clear(&desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/masked", test_masked);
    g_test_add_func("/record/own-title", test_own_title);
    g_test_add_func("/record/saved-meanwhile", test_saved_meanwhile);
    g_test_add_func("/record/closed", test_closed);
    g_test_add_func("/record/closed-spanning", test_spanning);
    g_test_add_func("/record/closed-early", test_closed_early);
    return g_test_run();
}

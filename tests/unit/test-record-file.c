/* SPDX-License-Identifier: MIT */
#include "record-desk.h"

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
         "document_no, responsible, secrecy, entry_remarks, entry_pages, pages, remarks, until, withdrawn, "
         "because, "
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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/damaged", test_damaged);
    g_test_add_func("/record/no-file", test_no_file);
    g_test_add_func("/record/by-hand", test_by_hand);
    g_test_add_func("/record/meanwhile", test_meanwhile);
    g_test_add_func("/record/many", test_many);
    g_test_add_func("/record/characters", test_characters);
    return g_test_run();
}

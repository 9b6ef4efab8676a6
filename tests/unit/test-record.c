/* SPDX-License-Identifier: MIT */
#include "record/record.h"

#include "test-content-site.h"

static Site *load(TestSite *test, const char *date)
{
    const SiteOptions options = {.date = date};

    g_clear_pointer(&test->content, content_free);
    test_site_load(test);
    g_assert_no_error(test->error);
    Site *site = site_new(test->content, &options, test->diagnostics, &test->error);
    g_assert_no_error(test->error);
    return site;
}

static void test_smoke(void)
{
    g_autoptr(TestSite) test = test_site_new();
    test_site_write(test, "broadside.yaml", "title: 测试\narchive: { fonds: 0194 }\n");
    test_site_write(test, "content/news/2025-01-02-a.md", "---\ntitle: A\n---\ntext\n");
    test_site_write(test, "content/reports/r.md", "---\ntitle: R\nyear: 2025\ndate: 2026-01-02\n---\ntext\n");
    g_autoptr(Site) site = load(test, "2026-01-10");
    GError *error = NULL;
    g_autoptr(Record) record = record_read(test->root, test->diagnostics, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(record_number(record, site, 2025, test->diagnostics), ==, 2);
    record_close(record, site, 2025, site->today, &error);
    g_assert_true(record_write(record, test->root, &error));
    g_autofree char *path = g_build_filename(test->root, RECORD_FILE, NULL);
    g_autofree char *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    g_print("%s\n", text);
    g_autoptr(Record) again = record_read(test->root, test->diagnostics, &error);
    g_autofree char *said = test_messages(test->diagnostics);
    g_print("%s\n", said);
    g_assert_cmpuint(record_number(again, site, 2025, test->diagnostics), ==, 0);
    g_assert_cmpuint(record_year(again, 2025)->n_items, ==, 2);
    site_free(g_steal_pointer(&site));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/smoke", test_smoke);
    return g_test_run();
}

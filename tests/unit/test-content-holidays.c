/* SPDX-License-Identifier: MIT */
/* Which days people work. Runs in the project's folder: tests/data/chinese-days.txt is what others say. */
#include "test-content-site.h"

static Date day_of(const char *text)
{
    Date date;
    g_assert_true(date_parse(text, &date));
    return date;
}

static Holidays *built_in(void)
{
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GError) error = NULL;
    Holidays *holidays = holidays_load(NULL, diagnostics, &error);
    g_assert_no_error(error);
    return holidays;
}

/* "2025-01-26 work", "2025-01-28 off": day -> whether people work. */
static GHashTable *facts_read(void)
{
    GHashTable *facts = g_hash_table_new(NULL, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents("tests/data/chinese-days.txt", &text, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_autofree char *day = g_strndup(*line, 10);
        g_hash_table_insert(facts, GINT_TO_POINTER(day_of(day).day),
                            GINT_TO_POINTER(strcmp(*line + 11, "work") == 0));
    }
    return facts;
}

/* Every day of 2020 to 2026. */
static void test_facts(void)
{
    g_autoptr(GHashTable) facts = facts_read();
    g_autoptr(Holidays) holidays = built_in();
    const gint32 last = day_of("2026-12-31").day;
    guint differing = 0;

    g_assert_cmpuint(g_hash_table_size(facts), ==, 254);
    for (Date date = day_of("2020-01-01"); date.day <= last; date.day++) {
        gpointer worked;
        gboolean expected = date_weekday(date) < 6;
        if (g_hash_table_lookup_extended(facts, GINT_TO_POINTER(date.day), NULL, &worked)) {
            expected = GPOINTER_TO_INT(worked);
            differing++;
        }
        g_autofree char *text = date_format_iso(date);
        if (holidays_is_working_day(holidays, date) != expected)
            g_error("%s", text);
    }
    g_assert_cmpuint(differing, ==, 254);
    for (int year = 2020; year <= 2026; year++)
        g_assert_true(holidays_know(holidays, year));
    g_assert_false(holidays_know(holidays, 2019));
    g_assert_false(holidays_know(holidays, 2027));
    g_assert_false(holidays_know(holidays, 10000));
    g_assert_false(holidays_is_working_day(holidays, day_of("2027-01-02"))); /* Saturday */
    g_assert_true(holidays_is_working_day(holidays, day_of("2027-01-01")));  /* Friday: not a guess */
}

/* Every built-in file names the notice that it follows. */
static void test_sources(void)
{
    for (int year = 2020; year <= 2026; year++) {
        g_autofree char *path = g_strdup_printf("data/holidays/cn-%d.yaml", year);
        g_autofree char *title = g_strdup_printf("国务院办公厅关于%d年部分节假日安排的通知", year);
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        g_assert_nonnull(strstr(text, title));
        g_assert_nonnull(strstr(text, "number: 国办发明电〔"));
    }
}

#define SOURCE "source: { title: 通知 }\n"

/* A site's own file takes the place of the built-in one, and may say what last December was like. */
static void test_own(void)
{
    g_autoptr(TestSite) site = test_site_new();

    test_site_write(site, "data/holidays/cn-2025.yaml",
                    "year: 2025\n" SOURCE "holidays: [{ name: 校庆, from: 2025-06-18 }]\n");
    test_site_write(site, "data/holidays/cn-2027.yaml",
                    "year: 2027\n" SOURCE "holidays:\n  - { name: 元旦, from: 2026-12-31, to: 2027-01-02 }\n"
                    "working: [2026-12-27, 2027-01-09]\n");
    test_site_load(site);
    test_site_expect(site, "");
    Holidays *holidays = site->content->holidays;
    g_assert_false(holidays_is_working_day(holidays, day_of("2025-06-18")));
    g_assert_true(holidays_is_working_day(holidays, day_of("2025-10-01")));
    g_assert_true(holidays_is_working_day(holidays, day_of("2026-12-27")));
    g_assert_false(holidays_is_working_day(holidays, day_of("2026-12-31")));
    g_assert_true(holidays_is_working_day(holidays, day_of("2026-12-30")));
    g_assert_true(holidays_is_working_day(holidays, day_of("2027-01-09")));
    g_assert_false(holidays_is_working_day(holidays, day_of("2026-10-01")));
    g_assert_true(holidays_know(holidays, 2027));
}

/* None of it crashes, and a file with mistakes is an error that says where. */
static void test_abuse(void)
{
    static const char *const texts[] = {"",          "year",
                                        "- 1",       "year: [",
                                        "{}",        "holidays: {}",
                                        "\xff\xfe",  "year: 99999999999999999999",
                                        "a: &a ",    "working: [[[]]]",
                                        "year: null"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(TestSite) site = test_site_new();
        test_site_write(site, "data/holidays/cn-2025.yaml", texts[i]);
        test_site_load(site);
        g_assert_no_error(site->error);
        g_assert_cmpuint(diagnostics_count(site->diagnostics, SEVERITY_ERROR), >, 0);
        holidays_is_working_day(site->content->holidays, day_of("2025-10-01"));
    }
}

int main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/holidays/facts", test_facts);
    g_test_add_func("/holidays/sources", test_sources);
    g_test_add_func("/holidays/own", test_own);
    g_test_add_func("/holidays/abuse", test_abuse);
    return g_test_run();
}

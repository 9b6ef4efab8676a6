/* SPDX-License-Identifier: MIT */
/* How long reviews are posted, against a table worked out by hand from the notices of the State Council. */
#include "site/posting.h"
#include "test-content-site.h"

#define SAME ", start: same-day"
#define NEXT ", start: next-day"
#define WORKING ", unit: working-day"

typedef struct {
    const char *date, *posting; /* without "days: " */
    const char *from, *until;
    int unknown; /* the year that is warned of; 0: none */
} Case;

static const Case cases[] = {
    /* 2020, Spring Festival lengthened from 30 January to 2 February: 22, 23 | 3, 4, 5 (1 February is off).
     */
    {"2020-01-22", "5" WORKING, "2020-01-22", "2020-02-05"},
    /* 27 (a Sunday that is worked), 28, 29, 30 | 9 October. */
    {"2020-09-25", "5" WORKING NEXT, "2020-09-27", "2020-10-09"},
    /* 2021: 5, 7 (Sunday, worked), 8, 9, 10. */
    {"2021-02-05", "5" WORKING, "2021-02-05", "2021-02-10"},
    /* Posted on a Saturday: the Sunday after it is worked, and is the first day. */
    {"2021-02-06", "1" WORKING SAME, "2021-02-07", "2021-02-07"},
    /* 18 (Saturday, worked) | Mid-autumn | 22, 23. */
    {"2021-09-17", "3" WORKING NEXT, "2021-09-18", "2021-09-23"},
    /* 2022: 30 | National Day | 8, 9 (a weekend, worked), 10, 11. */
    {"2022-09-30", "5" WORKING, "2022-09-30", "2022-10-11"},
    /* Posted on a Sunday that is worked: 30 | Spring Festival | 7 February. */
    {"2022-01-30", "2" WORKING, "2022-01-30", "2022-02-07"},
    /* Over the turn of the year, both known: 30 | 31 to 2 off | 3, 4. */
    {"2022-12-29", "3" WORKING NEXT, "2022-12-30", "2023-01-04"},
    /* 2023: Spring Festival | 28, 29 (a weekend, worked), 30, 31, 1. */
    {"2023-01-20", "5" WORKING NEXT, "2023-01-28", "2023-02-01"},
    /* 28 | 29 September to 6 October | 7, 8 (worked), 9, 10. */
    {"2023-09-28", "5" WORKING, "2023-09-28", "2023-10-10"},
    /* 2024: New Year's Eve of the moon (9 February) is worked | Spring Festival | 18 (Sunday, worked). */
    {"2024-02-09", "2" WORKING, "2024-02-09", "2024-02-18"},
    /* National Day | 8, 9, 10, 11, 12 (Saturday, worked). */
    {"2024-09-30", "5" WORKING NEXT, "2024-10-08", "2024-10-12"},
    /* 2025: 24, 26 (Sunday, worked), 27 | Spring Festival | 5, 6 February. */
    {"2025-01-24", "5" WORKING, "2025-01-24", "2025-02-06"},
    /* 28 (Sunday, worked), 29, 30 | National Day | 9, 10. */
    {"2025-09-26", "5" WORKING NEXT, "2025-09-28", "2025-10-10"},
    /* Posted on a holiday: both begin on the first working day after it. */
    {"2025-10-01", "1" WORKING SAME, "2025-10-09", "2025-10-09"},
    {"2025-10-01", "1" WORKING NEXT, "2025-10-09", "2025-10-09"},
    /* Posted on a Saturday that is worked: the next day is a Sunday. */
    {"2025-10-11", "1" WORKING SAME, "2025-10-11", "2025-10-11"},
    {"2025-10-11", "1" WORKING NEXT, "2025-10-13", "2025-10-13"},
    /* Posted on an ordinary Sunday. */
    {"2025-11-16", "2" WORKING SAME, "2025-11-17", "2025-11-18"},
    {"2025-11-16", "2" WORKING NEXT, "2025-11-17", "2025-11-18"},
    /* 29, 30, 31 | 1 to 3 January | 4 (Sunday, worked), 5. */
    {"2025-12-29", "5" WORKING, "2025-12-29", "2026-01-05"},
    /* 2026: 13, 14 (Saturday, worked) | Spring Festival to 23 | 24, 25, 26. */
    {"2026-02-13", "5" WORKING, "2026-02-13", "2026-02-26"},
    /* 20 (Sunday, worked), 21, 22, 23, 24. */
    {"2026-09-18", "5" WORKING NEXT, "2026-09-20", "2026-09-24"},
    /* 30 | National Day | 8, 9. */
    {"2026-09-30", "3" WORKING, "2026-09-30", "2026-10-09"},
    /* The last day is the last one that is known. */
    {"2026-12-25", "5" WORKING, "2026-12-25", "2026-12-31"},

    /* Calendar days: nothing is left out or moved, and "day" and "same-day" need not be written. */
    {"2025-01-05", "7", "2025-01-05", "2025-01-11"},
    {"2025-01-05", "7, unit: day" NEXT, "2025-01-06", "2025-01-12"},
    {"2025-01-05", "1", "2025-01-05", "2025-01-05"},
    {"2025-01-05", "1" NEXT, "2025-01-06", "2025-01-06"},
    {"2025-09-25", "7", "2025-09-25", "2025-10-01"},
    {"2024-02-28", "2", "2024-02-28", "2024-02-29"},
    {"2023-02-28", "2", "2023-02-28", "2023-03-01"},
    {"2027-12-31", "2", "2027-12-31", "2028-01-01"},
    {"2025-01-01", "3650", "2025-01-01", "2034-12-29"},
    {"9999-12-30", "9" NEXT, "9999-12-31", "9999-12-31"},

    /* A year that is not known: Monday to Friday. 30, 31, 1, 4, 5; the first day alone decides of the old
       year. */
    {"2026-12-30", "5" WORKING, "2026-12-30", "2027-01-05", 2027},
    {"2026-12-31", "1" WORKING NEXT, "2027-01-01", "2027-01-01", 2027},
    {"2019-12-30", "3" WORKING, "2019-12-30", "2020-01-02", 2019},
    {"2019-12-31", "1" WORKING NEXT, "2020-01-02", "2020-01-02"},
    {"9999-12-30", "9" WORKING, "9999-12-30", "9999-12-31", 9999},
};

static void assert_day(Date day, const char *expected)
{
    g_autofree char *text = day.day == DAY_NONE ? g_strdup("none") : date_format_iso(day);
    g_assert_cmpstr(text, ==, expected);
}

static void assert_messages(Diagnostics *diagnostics, const char *expected)
{
    g_autofree char *found = test_messages(diagnostics);
    g_assert_cmpstr(found, ==, expected);
}

static Entry *review_load(TestSite *site, const char *fields)
{
    g_autofree char *text = g_strdup_printf("---\ntitle: T\n%s---\n", fields);

    test_site_write(site, "content/notices/r.md", text);
    test_site_load(site);
    g_assert_no_error(site->error);
    return test_site_entry(site, "notices/r");
}

static void test_table(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(TestSite) site = test_site_new();
        g_autofree char *fields = g_strdup_printf("date: %s\nkind: review\nposting: { days: %s }\n",
                                                  cases[i].date, cases[i].posting);
        g_autofree char *year = g_strdup_printf("the working days of %d are not known", cases[i].unknown);
        Entry *entry = review_load(site, fields);
        test_site_expect(site, "");
        g_test_message("%s %s", cases[i].date, cases[i].posting);
        posting_set(entry, site->content->holidays, site->diagnostics);
        assert_day(entry->posting_from, cases[i].from);
        assert_day(entry->posting_until, cases[i].until);
        g_autofree char *found = test_messages(site->diagnostics);
        g_assert_true(cases[i].unknown ? strstr(found, year) != NULL : *found == '\0');
    }
}

#define HOLIDAY_2027                                                                                         \
    "year: 2027\nsource: { title: 通知 }\nholidays:\n  - { name: 元旦, from: 2027-01-01, to: 2027-01-03 }\n"

/* A new year of the site's own is all that is needed: 30, 31 | 1 to 3 | 4, 5, 6. */
static void test_own_year(void)
{
    g_autoptr(TestSite) site = test_site_new();

    test_site_write(site, "data/holidays/cn-2027.yaml", HOLIDAY_2027);
    Entry *entry =
        review_load(site, "date: 2026-12-30\nkind: review\nposting: { days: 5, unit: working-day }\n");
    posting_set(entry, site->content->holidays, site->diagnostics);
    test_site_expect(site, "");
    assert_day(entry->posting_until, "2027-01-06");
}

/* What `expires` has to do with it. */
static void test_expires(void)
{
    static const struct {
        const char *fields, *until, *messages;
    } rules[] = {
        {"date: 2025-11-17\nposting: { days: 5 }\nexpires: 2025-11-21\n", "2025-11-21", ""},
        {"date: 2025-11-17\nposting: { days: 5 }\nexpires: 2025-12-31\n", "2025-11-21", ""},
        {"date: 2025-11-17\nposting: { days: 5 }\nexpires: 2025-11-20\n", "2025-11-21",
         "content/notices/r.md:6:10: error: the review is shown until 2025-11-20 only, but posted until "
         "2025-11-21 = write 'expires: 2025-11-21', or leave it out"},
        /* The author's word for the end of what is not known, unless no reading allows it. */
        {"date: 2026-12-30\nposting: { days: 5, unit: working-day }\nexpires: 2027-01-07\n", "2027-01-07",
         ""},
        {"date: 2026-12-30\nposting: { days: 5, unit: working-day }\nexpires: 2027-01-03\n", "2027-01-03",
         ""},
        {"date: 2026-12-30\nposting: { days: 5, unit: working-day }\nexpires: 2027-01-02\n", "2027-01-05",
         "content/notices/r.md:6:10: error: the review is shown until 2027-01-02 only, but posted until "
         "2027-01-03 = add data/holidays/cn-2027.yaml, or write the last day as 'expires'"},
        {"date: 2026-12-30\nposting: { days: 5, unit: working-day }\n", "2027-01-05",
         "content/notices/r.md:5:10: warning: the working days of 2027 are not known: counted from Monday to "
         "Friday the review ends on 2027-01-05, in calendar days on 2027-01-03 = add "
         "data/holidays/cn-2027.yaml, or write the last day as 'expires'"},
        {"date: 2025-11-17\nexpires: 2025-11-21\n", "none", ""},
        {"date: 2025-11-17\n", "none",
         "content/notices/r.md:4:7: warning: the review has no end = add a line such as: posting: { days: 5, "
         "unit: working-day, start: next-day }"},
        {"date: 2025-11-17\nposting: { days: 5 }\npublish: 2025-11-18\n", "2025-11-21",
         "content/notices/r.md:6:10: warning: the review is counted from 2025-11-17, but shown from "
         "2025-11-18 = let 'date' be the day on which it is posted"},
        {"date: 2025-11-17\nposting: { days: 5, start: next-day }\npublish: 2025-11-18\n", "2025-11-22", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_autoptr(TestSite) site = test_site_new();
        g_auto(GStrv) lines = g_strsplit(rules[i].fields, "\n", 2);
        g_autofree char *fields = g_strdup_printf("%s\nkind: review\n%s", lines[0], lines[1]);
        Entry *entry = review_load(site, fields);
        posting_set(entry, site->content->holidays, site->diagnostics);
        g_test_message("%s", rules[i].fields);
        assert_messages(site->diagnostics, rules[i].messages);
        assert_day(entry->posting_until, rules[i].until);
    }
}

/* Numbers that are none of days. */
static void test_days(void)
{
    static const char *const numbers[] = {"0",      "-1",         "3651",       "2147483647",
                                          "-32768", "2147483648", "4294967297", "9223372036854775807"};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(TestSite) site = test_site_new();
        g_autofree char *fields = g_strdup_printf(
            "date: 2025-11-17\nkind: review\nposting: { days: %s, unit: working-day }\n", numbers[i]);
        Entry *entry = review_load(site, fields);
        posting_set(entry, site->content->holidays, site->diagnostics);
        assert_messages(site->diagnostics, "content/notices/r.md:5:18: error: 'days' must be from 1 to 3650");
        assert_day(entry->posting_from, "none");
        assert_day(entry->posting_until, "none");
    }
}

/* Only reviews are posted. */
static void test_others(void)
{
    g_autoptr(TestSite) site = test_site_new();
    Entry *entry = review_load(site, "date: 2025-11-17\nposting: { days: 5 }\n");

    posting_set(entry, site->content->holidays, site->diagnostics);
    assert_day(entry->posting_until, "none");
    assert_messages(site->diagnostics,
                    "content/notices/r.md:4:10: warning: 'posting' does nothing here: this is no review = "
                    "write 'kind: review' if it is one; for the last day, write 'expires'");
}

int main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/posting/table", test_table);
    g_test_add_func("/posting/own-year", test_own_year);
    g_test_add_func("/posting/expires", test_expires);
    g_test_add_func("/posting/days", test_days);
    g_test_add_func("/posting/others", test_others);
    return g_test_run();
}

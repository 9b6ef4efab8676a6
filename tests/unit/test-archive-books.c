/* SPDX-License-Identifier: MIT */
/* What the books of a record may spend. */
#include "archive/books.h"
#include "test-archive-year.h"

#define MEGABYTE (1024 * 1024)

/* Photos of the year count, those of other years do not. */
static void test_limits(void)
{
    MadeYear made = {0};

    fixture_init(&made.fixture);
    fixture_write(&made.fixture, "content/news/a/index.md", "---\ntitle: A\ndate: 2025-02-03\n---\n");
    fixture_write(&made.fixture, "content/news/b/index.md", "---\ntitle: B\ndate: 2024-02-03\n---\n");
    for (guint i = 0; i < 30; i++) {
        g_autofree char *now = g_strdup_printf("content/news/a/%u.jpg", i);
        g_autofree char *before = g_strdup_printf("content/news/b/%u.jpg", i);
        fixture_write(&made.fixture, now, "");
        fixture_write(&made.fixture, before, "");
    }
    made_year_load(&made, 2025);
    const Limits limits = books_limits(&made.year);
    g_assert_cmpuint(limits.seconds, ==, 60 + 3 * 30);
    g_assert_cmpuint(limits.bytes, ==, (guint64)(2048 + 30) * MEGABYTE);
    made_year_clear(&made);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/books/limits", test_limits);
    return g_test_run();
}

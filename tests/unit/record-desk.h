/* SPDX-License-Identifier: MIT */
/* A site and the record of its numbers, for tests: what is done to it, and what it says. */
#pragma once

#include "record/record.h"
#include "test-content-site.h"

#include <unistd.h>

typedef struct {
    TestSite *test;
    Site *site;
    Record *record;
} Desk;

static inline void desk_init(Desk *desk, const char *config)
{
    desk->test = test_site_new();
    desk->site = NULL;
    desk->record = NULL;
    g_autofree char *text = g_strconcat("title: 梧桐里社区\n", config, NULL);
    test_site_write(desk->test, "broadside.yaml", text);
}

static inline void desk_read(Desk *desk)
{
    record_free(desk->record);
    desk->record = record_read(desk->test->root, desk->test->diagnostics, &desk->test->error);
    g_assert_no_error(desk->test->error);
}

/* The site and its record as they are on that day. Nothing has been said so far. */
static inline void desk_load(Desk *desk, const char *date)
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

static inline guint desk_number(Desk *desk, int year)
{
    const guint given = record_number(desk->record, desk->site, year, desk->test->diagnostics);

    g_assert_true(record_write(desk->record, desk->test->root, &desk->test->error));
    g_assert_no_error(desk->test->error);
    return given;
}

static inline void desk_close(Desk *desk, int year)
{
    GError **error = &desk->test->error;

    g_autofree char *copy = g_build_filename(desk->test->root, "copy", NULL);

    desk_number(desk, year);
    g_assert_true(record_close(desk->record, desk->site, year, desk->site->today, copy, error));
    g_assert_true(record_write(desk->record, desk->test->root, error));
    g_assert_no_error(*error);
    diagnostics_clear(desk->test->diagnostics);
}

static inline void desk_clear(Desk *desk)
{
    record_free(desk->record);
    site_free(desk->site);
    test_site_free(desk->test);
}

static inline void desk_move(const Desk *desk, const char *from, const char *to)
{
    g_autofree char *old = g_build_filename(desk->test->root, from, NULL);
    g_autofree char *new = g_build_filename(desk->test->root, to, NULL);
    g_autofree char *folder = g_path_get_dirname(new);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    g_assert_cmpint(g_rename(old, new), ==, 0);
}

static inline void desk_remove(const Desk *desk, const char *path)
{
    g_autofree char *full = g_build_filename(desk->test->root, path, NULL);
    g_assert_cmpint(g_remove(full), ==, 0);
}

static inline char *desk_get(const Desk *desk, const char *path)
{
    g_autofree char *full = g_build_filename(desk->test->root, path, NULL);
    char *text = NULL;

    g_assert_true(g_file_get_contents(full, &text, NULL, NULL));
    return text;
}

/* "number id title" of each, withdrawn ones with why and when. */
static inline char *desk_items(const Desk *desk, int year)
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

static inline void assert_items(const Desk *desk, int year, const char *expected)
{
    g_autofree char *found = desk_items(desk, year);
    g_assert_cmpstr(found, ==, expected);
}

static inline void assert_messages(const Desk *desk, const char *expected)
{
    g_autofree char *found = test_messages(desk->test->diagnostics);
    g_assert_cmpstr(found, ==, expected);
}

#define NEWS(title, rest) "---\ntitle: " title "\n" rest "---\n\nText.\n"

static inline const RecordItem *item_of(const Desk *desk, int year, const char *id)
{
    const RecordYear *view = record_year(desk->record, year);

    for (guint i = 0; view && i < view->n_items; i++)
        if (strcmp(view->items[i].id, id) == 0)
            return &view->items[i];
    g_error("no document '%s'", id);
}
